// Opens a page in Chromium as a reader does, with the keyboard alone, and prints what came of it.
// node browser.mjs <folder of npm> <chromium> <page> <light or dark> <with or without scripts>
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, executablePath, page, scheme, scripts] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core"), "utf8");

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });
const tab = await browser.newPage();
await tab.setViewport({ width: 900, height: 700 });
await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
await tab.setJavaScriptEnabled(scripts === "with");
await tab.goto(pathToFileURL(page).href);

// What a reader can see: the rows, the parts, and whether there is anything to choose with.
const look = () => tab.evaluate(() => {
  const seen = (all) => [...document.querySelectorAll(all)].filter((e) => e.offsetParent !== null);
  return {
    rows: seen("section tbody tr").length,
    equal: seen("section tr[data-mark=equal]").length,
    headings: seen("tr.group").length,
    parts: seen("section").map((part) => part.dataset.part),
    form: seen("form").length,
  };
});
const focused = () => tab.evaluate(() => {
  const at = document.activeElement;
  return at.id || at.classList[0] || at.tagName.toLowerCase();
});

const found = { first: await look(), tabs: [] };
if (scripts === "with") {
  await tab.evaluate(axe);
  found.axe = await tab.evaluate(async () => {
    const told = await window.axe.run(document);
    return told.violations.map((fault) => [fault.id, fault.nodes.map((node) => node.html)]);
  });
  for (let times = 0; times < 4; times += 1) {
    await tab.keyboard.press("Tab");
    const name = await focused();
    found.tabs.push(name);
    if (name === "only") {
      await tab.keyboard.press("Space");
      found.all = await look();
      await tab.keyboard.press("Space");
      found.again = await look();
    }
    if (name === "wide" && found.scrolled === undefined) {
      await tab.keyboard.press("ArrowRight");
      await new Promise((done) => { setTimeout(done, 400); });
      found.scrolled = await tab.evaluate(() => document.activeElement.scrollLeft);
    }
  }
  await tab.focus("#clause");
  await tab.keyboard.press("ArrowDown");
  found.one = await look();
  found.chosen = await tab.evaluate(() => document.getElementById("clause").value);
}
console.log(JSON.stringify(found));
await browser.close();
