// Canonical addresses and translations are said by each page (src/components/hugokit/Frame.js): Docusaurus would guess them.
import React from "react";
import Head from "@docusaurus/Head";
import { useThemeConfig } from "@docusaurus/theme-common";

export default function SiteMetadata() {
  return (
    <Head>
      <body />
      {useThemeConfig().metadata.map((one, at) => <meta key={at} {...one} />)}
    </Head>
  );
}
