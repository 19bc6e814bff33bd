import React from "react";

export default function Heading({ page }) {
  return (
    <header>
      <h1>{page.title}</h1>
      {page.date && <p className="meta"><time dateTime={page.date.iso}>{page.date.text}</time></p>}
    </header>
  );
}
