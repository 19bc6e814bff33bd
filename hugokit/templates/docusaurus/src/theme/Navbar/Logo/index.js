// The name of the site, in the language of the page.
import React from "react";
import { useSite } from "@site/src/components/hugokit/language";

export default function NavbarLogo() {
  const { title, home } = useSite();
  return <a className="navbar__brand navbar__title" href={home}>{title}</a>;
}
