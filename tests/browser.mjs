// What opens pages in Chromium for the tests: a browser, axe, and what a tab is made of.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

export async function open(folder, executablePath) {
  const require = createRequire(`${folder}/`);
  const puppeteer = require("puppeteer-core");
  const axe = readFileSync(require.resolve("axe-core"), "utf8");
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });

  // A tab that shows the page in light or dark, as wide as asked for.
  const show = async (page, scheme, width, height, scripts = true, watch = () => {}) => {
    const tab = await browser.newPage();
    watch(tab);
    await tab.setViewport({ width, height });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await tab.setJavaScriptEnabled(scripts);
    await tab.goto(pathToFileURL(page).href);
    return tab;
  };

  // What axe finds in a tab: each fault with the elements that have it.
  const judge = async (tab, options = {}) => {
    await tab.evaluate(axe);
    return tab.evaluate(async (asked) => {
      const told = await window.axe.run(document, asked);
      return told.violations.map((fault) => [fault.id, fault.nodes.map((node) => node.html)]);
    }, options);
  };

  return { browser, show, judge };
}
