// A menu of the site, by its name, with all that is below its entries.
import React from "react";

export default function Menu({ entries, ...rest }) {
  return <ul {...rest}>{entries.map((entry, at) => <li key={at}><Entry entry={entry} />{entry.children && <Menu entries={entry.children} />}</li>)}</ul>;
}

function Entry({ entry: { pre, post, url, title, name } }) {
  return (
    <>
      {pre && <i dangerouslySetInnerHTML={{ __html: pre }} />}
      {url ? <a href={url} title={title}>{name}</a> : <span>{name}</span>}
      {post && <i dangerouslySetInnerHTML={{ __html: post }} />}
    </>
  );
}
