import React from "react";
import TOC from "@theme/TOC";
import Body from "./Body";
import Frame from "./Frame";
import Heading from "./Heading";

export default function Page({ page }) {
  return (
    <Frame page={page}>
      <div className="row">
        <div className="col"><Article page={page} /></div>
        {page.toc.length > 1 && <div className="col col--3 contents"><TOC toc={page.toc} /></div>}
      </div>
    </Frame>
  );
}

function Article({ page }) {
  return (
    <article>
      <Heading page={page} />
      <Body html={page.html} />
      {page.terms.map(({ taxonomy, terms }) => (
        <ul key={taxonomy} className={`terms ${taxonomy}`}>
          {terms.map(({ title, url }) => <li key={title}>{url ? <a href={url}>{title}</a> : title}</li>)}
        </ul>
      ))}
    </article>
  );
}
