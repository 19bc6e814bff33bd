// The name of the site, in the language of the page.
import React from "react";
import { useSite } from "@site/src/components/hugokit/language";

export default function NavbarLogo() {
  const { title, home } = useSite();
  return <a className="navbar__brand" href={home}><b className="navbar__title">{title}</b></a>;
}
