// What all pages have around them: the head, and the language for the menus.
import React from "react";
import Head from "@docusaurus/Head";
import Layout from "@theme/Layout";
import { LanguageContext, useSites } from "./language";

export default function Frame({ page, children }) {
  const site = useSites()[page.lang];
  return (
    <LanguageContext.Provider value={page}>
      <Layout>
        <Head>
          <html lang={site.locale} />
          <title>{page.title && page.title !== site.title ? `${page.title} – ${site.title}` : site.title}</title>
          {page.description && <meta name="description" content={page.description} />}
          {/^https?:/.test(page.url) && <link rel="canonical" href={page.url} />}
          {site.feed && <link rel="alternate" type="application/rss+xml" title={site.title} href={site.feed} />}
          {page.others.map((other) => <link key={other.lang} rel="alternate" hrefLang={other.locale} href={other.absolute} />)}
        </Head>
        <main className="container margin-vert--lg">{children}</main>
      </Layout>
    </LanguageContext.Provider>
  );
}
