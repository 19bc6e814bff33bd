// The menus that are not in the navigation bar, and the copyright.
import React from "react";
import Menu from "@site/src/components/hugokit/Menu";
import { useSite } from "@site/src/components/hugokit/language";

export default function Footer() {
  const { menus, copyright } = useSite();
  const more = Object.entries(menus).filter(([name]) => name && name !== "main");
  return (
    <footer className="footer">
      <div className="container">
        {more.map(([name, entries]) => <nav key={name} aria-label={name}><Menu entries={entries} /></nav>)}
        {copyright && <p>{copyright}</p>}
      </div>
    </footer>
  );
}
