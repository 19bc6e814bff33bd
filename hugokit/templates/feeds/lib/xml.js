// Feeds and sitemaps as text.
import { absolute, iso, rfc822 } from "./whole.js";

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// What XML cannot have in any spelling.
const escape = (text) => String(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "").replace(/[&<>"']/g, (sign) => SIGNS[sign]);

const HEAD = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>';

export function feedOf({ list, file, entries }, site) {
  const own = list.title && list.title !== site.title ? list.title : "";
  const items = entries.map((entry) => {
    const [url, date] = [escape(site.absolute(entry.url)), entry.publishDate || entry.date];
    return `<item>
<title>${escape(entry.title)}</title>
<link>${url}</link>
${date ? `<pubDate>${rfc822(date)}</pubDate>\n` : ""}<guid>${url}</guid>
<description>${escape(site.summaryOf(entry))}</description>
</item>
`;
  });
  return `${HEAD}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escape(own ? `${own} on ` : "")}${escape(site.title)}</title>
<link>${escape(site.absolute(list.url))}</link>
<description>${escape(`Recent content ${own ? `in ${own} ` : ""}on ${site.title}`)}</description>
<language>${escape(site.locale)}</language>
<atom:link href="${escape(site.absolute(site.href(file)))}" rel="self" type="application/rss+xml"/>
${items.join("")}</channel>
</rss>
`;
}

export function sitemapOf({ entries, maps }, site) {
  const changed = (date) => (date ? `<lastmod>${iso(date)}</lastmod>` : "");
  if (maps) {
    const all = maps.map((one) => `<sitemap><loc>${escape(absolute(site.href(one.file), site.in(one.lang)))}</loc>${changed(one.lastmod)}</sitemap>\n`);
    return `${HEAD}\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${all.join("")}</sitemapindex>\n`;
  }
  const all = entries.map((entry) => {
    const versions = site.versionsOf(entry).map((other) => `<xhtml:link rel="alternate" hreflang="${escape(other.locale)}" href="${escape(other.absolute)}"/>`);
    return `<url><loc>${escape(site.absolute(entry.url))}</loc>${changed(entry.lastmod || entry.date)}${versions.join("")}</url>\n`;
  });
  return `${HEAD}\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${all.join("")}</urlset>\n`;
}

export function redirectOf(url, site) {
  const whole = escape(site.absolute(url));
  return `<!doctype html>
<html lang="${escape(site.locale)}"><head><meta charset="utf-8"><title>${whole}</title>
<link rel="canonical" href="${whole}">
<meta http-equiv="refresh" content="0; url=${whole}"></head>
<body><a href="${escape(url)}">${whole}</a></body></html>
`;
}
