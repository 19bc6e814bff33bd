// Pages, lists, pagers, redirects, feeds and sitemaps of the content, at the addresses that its front matter says.
import path from "node:path";
import sites from "../../data/sites.json";
import { movePages, routed, writeFiles } from "./exact.js";
import { readPages } from "./pages.js";
import { globalData, makeSite, otherFiles, pageViews } from "./site.js";

const COMPONENTS = "@site/src/components/hugokit";

export default function hugokit({ siteDir, baseUrl }) {
  const content = path.join(siteDir, "content");
  const pagesOf = (site) => routed(pageViews(site), sites, path.join(siteDir, "static"));
  return {
    name: "hugokit",
    getPathsToWatch: () => [`${content}/**/*.{md,markdown,mdown}`],
    loadContent: () => makeSite(readPages(content)),
    contentLoaded({ content: site, actions }) {
      actions.setGlobalData({ sites: globalData() });
      for (const { route, component, page } of pagesOf(site)) {
        actions.addRoute({ path: baseUrl + route, component: `${COMPONENTS}/${component}`, exact: true, props: { page } });
      }
    },
    async postBuild({ content: site, outDir }) {
      await movePages(pagesOf(site), outDir, baseUrl);
      await writeFiles(otherFiles(site), outDir);
    },
  };
}
