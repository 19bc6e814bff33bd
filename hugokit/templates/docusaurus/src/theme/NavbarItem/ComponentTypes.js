// Items of the navigation bar that docusaurus.config.js may name besides those of Docusaurus.
import React from "react";
import ComponentTypes from "@theme-original/NavbarItem/ComponentTypes";
import Menu from "@site/src/components/hugokit/Menu";
import { useSite, useTranslations } from "@site/src/components/hugokit/language";

function MainMenu() {
  const { main } = useSite().menus;
  return main ? <Menu entries={main} className="site-menu" /> : null;
}

function Languages() {
  return (
    <div className="languages">
      {useTranslations().map((other) => <a key={other.lang} className="navbar__item navbar__link" href={other.url} hrefLang={other.locale} lang={other.locale} title={other.title}>{other.label}</a>)}
    </div>
  );
}

export default { ...ComponentTypes, "custom-menu": MainMenu, "custom-languages": Languages };
