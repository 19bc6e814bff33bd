// Pages, lists, pagers, redirects, feeds and sitemaps of the content, at the addresses that its front matter says.
import path from "node:path";
import sites from "../../data/sites.json";
import { movePages, routeOf, writeFiles } from "./exact.js";
import { readPages } from "./pages.js";
import { globalData, makeSite, otherFiles, pageViews } from "./site.js";

const COMPONENTS = "@site/src/components/hugokit";

export default function hugokit({ siteDir, baseUrl }) {
  const content = path.join(siteDir, "content");
  return {
    name: "hugokit",
    getPathsToWatch: () => [`${content}/**/*.{md,markdown,mdown}`],
    loadContent: () => makeSite(readPages(content)),
    contentLoaded({ content: site, actions }) {
      actions.setGlobalData({ sites: globalData() });
      for (const { file, component, page } of pageViews(site)) {
        const route = routeOf(file, sites[page.lang]);
        actions.addRoute({ path: baseUrl + route, component: `${COMPONENTS}/${component}`, exact: true, props: { page } });
      }
    },
    async postBuild({ content: site, outDir }) {
      const files = pageViews(site).map(({ file, page }) => ({ file, site: sites[page.lang] }));
      await movePages(files, outDir, baseUrl);
      await writeFiles(otherFiles(site), outDir);
    },
  };
}
