import { siteIn, xmlPaths } from "../lib/site.js";
import { feedOf, sitemapOf } from "../lib/xml.js";

export const getStaticPaths = xmlPaths;

export async function GET({ props: { feed, map } }) {
  const site = await siteIn((feed ?? map).lang);
  return new Response(feed ? feedOf(feed, site) : sitemapOf(map, site), { headers: { "Content-Type": "application/xml" } });
}
