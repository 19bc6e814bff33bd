import React from "react";
import Body from "./Body";
import Frame from "./Frame";
import Heading from "./Heading";

export default function Page({ page }) {
  return (
    <Frame page={page}>
      <article>
        <Heading page={page} />
        <Body html={page.html} />
        {page.terms.map(({ taxonomy, terms }) => (
          <ul key={taxonomy} className={`terms ${taxonomy}`}>
            {terms.map(({ title, url }) => <li key={title}>{url ? <a href={url}>{title}</a> : title}</li>)}
          </ul>
        ))}
      </article>
    </Frame>
  );
}
