// Templates and scripts of this project are under 0BSD: use them as you like.
import sites from "./data/sites.json";
import { localeOf } from "./plugins/hugokit/lib/whole.js";

const [first] = Object.values(sites);
const locale = localeOf(first.locale);

export default {
  title: first.title || "A site",
  // Docusaurus wants a host even where the site has none.
  url: /^https?:/.test(first.url) ? new URL(first.url).origin : "http://localhost:3000",
  baseUrl: `${first.root}/`,
  // Addresses are what the pages say, with or without a slash.
  trailingSlash: undefined,
  onBrokenLinks: "warn",
  // The languages of the texts of Docusaurus itself. Those of the content are in data/sites.json.
  i18n: { defaultLocale: locale, locales: [locale] },
  future: { v4: true, faster: true },
  // For pages of your own in docs/. Content that came from Hugo is read by plugins/hugokit, and never as MDX.
  markdown: { format: "detect" },
  plugins: ["./plugins/hugokit"],
  themes: [["@docusaurus/theme-classic", { customCss: "./src/css/custom.css" }]],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: { items: [{ type: "custom-menu", position: "left" }, { type: "custom-languages", position: "right" }] },
  },
};
