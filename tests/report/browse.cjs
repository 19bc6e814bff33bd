// Opens a page in Chromium and does what the lines of standard input say; prints one JSON line of what became of it.
// node browse.cjs MODULES CHROMIUM PAGE   with a JSON list of steps on standard input
"use strict";
const [modules, executablePath, page] = process.argv.slice(2);
const { chromium } = require(modules);

const ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

function seen() {
  const rows = [...document.querySelectorAll("#findings > li")].filter((row) => !row.hidden);
  const box = (one) => { const { width, height } = one.getBoundingClientRect(); return [width, height]; };
  return {
    shown: rows.map((row) => row.querySelector("h3").textContent),
    told: document.getElementById("told")?.textContent ?? null,
    focus: document.activeElement.getAttribute("name") ?? document.activeElement.tagName,
    bars: [...document.querySelectorAll("rect")].map(box),
    elements: document.querySelectorAll("script, img, iframe, object, embed, link, base").length,
    unnamed: [...document.querySelectorAll("input, select, button")]
      .filter((one) => !(one.labels?.[0]?.textContent || one.textContent).trim()).length,
    ink: getComputedStyle(document.body).color,
    paper: getComputedStyle(document.body).backgroundColor,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    alarm: window.alarm ?? null,
  };
}

const DO = {
  see: async (tab) => { await tab.waitForTimeout(150); return tab.evaluate(seen); },  // keys arrive by another way
  type: (tab, text) => tab.keyboard.type(text),
  press: (tab, key) => tab.keyboard.press(key),
  select: (tab, [name, value]) => tab.selectOption(`[name=${name}]`, value),
  scheme: (tab, colorScheme) => tab.emulateMedia({ colorScheme }),
  size: (tab, width) => tab.setViewportSize({ width, height: 800 }),
  run: (tab, code) => tab.evaluate((code) => {
    const script = document.createElement("script");
    script.textContent = code;
    document.body.append(script);
  }, code),
};

(async () => {
  const steps = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const tab = await browser.newPage();
  const said = [];
  const asked = [];
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  tab.on("dialog", (dialog) => { said.push("dialog"); dialog.dismiss(); });
  tab.on("request", (request) => asked.push(request.url()));
  await tab.goto(page);
  const results = [];
  for (const [step, given] of steps) {
    const result = await DO[step](tab, given);
    if (step === "see") results.push(result);
  }
  await browser.close();
  console.log(JSON.stringify({ results, said, asked: asked.length }));
})();
