// Pages, lists, pagers, redirects, feeds and sitemaps of the content, at the addresses that its front matter says.
import path from "node:path";
import sites from "../../data/sites.json";
import { movePages, routed, writeFiles } from "./exact.js";
import { readPages } from "./pages.js";
import { globalData, makeSite, otherFiles, pageViews } from "./site.js";

const COMPONENTS = "@site/src/components/hugokit";

export default function hugokit({ siteDir, baseUrl }) {
  const content = path.join(siteDir, "content");
  return {
    name: "hugokit",
    getPathsToWatch: () => [`${content}/**/*.{md,markdown,mdown}`],
    loadContent() {
      const site = makeSite(readPages(content));
      return { site, pages: routed(pageViews(site), sites, path.join(siteDir, "static")) };
    },
    contentLoaded({ content: { pages }, actions }) {
      actions.setGlobalData({ sites: globalData() });
      for (const { route, component, page } of pages) {
        actions.addRoute({ path: baseUrl + route, component: `${COMPONENTS}/${component}`, exact: true, props: { page } });
      }
    },
    async postBuild({ content: { site, pages }, outDir }) {
      await movePages(pages, outDir, baseUrl);
      await writeFiles(otherFiles(site), outDir);
    },
  };
}
