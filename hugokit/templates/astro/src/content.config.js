import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import { pages } from "./lib/loader.js";

const date = z.coerce.date().nullish();

export const collections = {
  pages: defineCollection({
    loader: pages("src/content"),
    schema: z.looseObject({
      title: z.string().default(""),
      date,
      lastmod: date,
      publishDate: date,
      // The file that the page is built as; false for a page that is not built.
      permalink: z.union([z.string(), z.literal(false)]).optional(),
      weight: z.number().default(0),
      params: z.record(z.string(), z.any()).default({}),
    }),
  }),
};
