import React from "react";
import Body from "./Body";
import Frame from "./Frame";
import Heading from "./Heading";
import { useSites } from "./language";

export default function List({ page }) {
  const { text } = useSites()[page.lang];
  return (
    <Frame page={page}>
      <Heading page={page} />
      {page.html && <Body html={page.html} />}
      {page.sections.length > 0 && <ul className="sections">{page.sections.map(({ url, title }) => <li key={url}><a href={url}>{title}</a></li>)}</ul>}
      <ol className="entries">
        {page.entries.map((entry) => <Entry key={entry.url} entry={entry} />)}
      </ol>
      {page.total > 1 && <Pager page={page} text={text} />}
    </Frame>
  );
}

function Entry({ entry: { url, title, date, text } }) {
  return (
    <li>
      <a href={url} aria-label={title ? undefined : url}>{title}</a>
      {date && <>{" "}<time dateTime={date.iso}>{date.text}</time></>}
      {text && <p>{text}</p>}
    </li>
  );
}

function Pager({ page: { number, total, previous, next }, text }) {
  return (
    <nav className="pager" aria-label={text.pages}>
      {previous && <a rel="prev" href={previous}>{text.previous}</a>}
      <span>{text.page.replace("{n}", number).replace("{m}", total)}</span>
      {next && <a rel="next" href={next}>{text.next}</a>}
    </nav>
  );
}
