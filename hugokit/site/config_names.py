"""The settings that Hugo 0.168 knows at the root of a configuration, as its documentation spells them."""

from __future__ import annotations

ROOT_KEYS = frozenset(
    "archetypeDir assetDir author baseURL build buildDrafts buildExpired buildFuture cacheDir caches canonifyURLs "
    "capitalizeListTitles cascade cleanDestinationDir contentDir contentTypes copyright dataDir "
    "defaultContentLanguage defaultContentLanguageInSubdir defaultContentRole defaultContentRoleInSubdir "
    "defaultContentVersion defaultContentVersionInSubdir defaultOutputFormat deployment disableAliases "
    "disableDefaultLanguageRedirect disableDefaultSiteRedirect disableFastRender disableHugoGeneratorInject "
    "disableKinds disableLanguages disableLiveReload disablePathToLower disqusShortname enableEmoji enableGitInfo "
    "enableInlineShortcodes enableMissingTranslationPlaceholders enableRobotsTXT environment frontmatter "
    "googleAnalytics hasCJKLanguage httpcache i18nDir ignoreCache ignoreErrors ignoreFiles ignoreLogs "
    "ignoreVendorPaths imaging indexes internal languageCode languages layoutDir locale logI18nWarnings "
    "logPathWarnings mainSections markup mediaTypes menu menus minify minifyOutput module newContentEditor "
    "noBuildLock noChmod noTimes outputFormats outputs page paginate paginatePath pagination panicOnWarning "
    "params permalinks pluralizeListTitles printI18nWarnings printPathWarnings printUnusedTemplates privacy "
    "publishDir pygmentsCodeFences pygmentsCodeFencesGuessSyntax pygmentsOptions pygmentsStyle pygmentsUseClasses "
    "pygmentsUseClassic refLinksErrorLevel refLinksNotFoundURL related relativeURLs removePathAccents "
    "renderSegments resourceDir roles rssLimit sectionPagesMenu security segments server services sitemap social "
    "staticDir staticDir0 staticDir1 staticDir2 staticDir3 staticDir4 staticDir5 staticDir6 staticDir7 staticDir8 "
    "staticDir9 staticDir10 summaryLength taxonomies templateMetrics templateMetricsHints theme themesDir "
    "timeZone timeout title titleCaseStyle uglyURLs verbose versions workingDir debug writeStats logLevel vendor "
    "watch".split()
)

TABLES = frozenset(
    "build caches cascade contenttypes deployment frontmatter httpcache imaging languages markup mediatypes menu menus "
    "minify module outputformats outputs page pagination params permalinks privacy related roles security segments "
    "server services sitemap taxonomies versions".split()
)
"""Those that are tables, in lower case; some may be something else besides."""
