// The text of a page. It is HTML already: nothing in it is read as MDX or as React.
import React from "react";

export default function Body({ html }) {
  return <div className="body markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
