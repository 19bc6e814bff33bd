import React from "react";
import Frame from "./Frame";
import { useSites } from "./language";

export default function Missing({ page }) {
  return (
    <Frame page={page}>
      <h1>404</h1>
      <p>{useSites()[page.lang].text.notFound}</p>
    </Frame>
  );
}
