// The page that is shown, for what stands around it.
import { createContext, useContext } from "react";
import { usePluginData } from "@docusaurus/useGlobalData";

export const LanguageContext = createContext(null);

export const useSites = () => usePluginData("hugokit").sites;

// The site in the language of the page. Pages of your own are in the first.
export function useSite() {
  const sites = useSites();
  return sites[useContext(LanguageContext)?.lang] ?? Object.values(sites)[0];
}

export const useTranslations = () => useContext(LanguageContext)?.others ?? [];
