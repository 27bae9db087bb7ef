// Opens a page in Chromium as wide as asked for, and prints what a reader of it sees.
// node narrow.mjs <folder of npm> <chromium> <page> <width>
import { open } from "../browser.mjs";

const [folder, executablePath, page, width] = process.argv.slice(2);
const { browser, show, judge } = await open(folder, executablePath);
const tab = await show(page, "light", Number(width), 900);

// The words in tables that are broken over two lines, and how much wider the page is than it may be.
const found = await tab.evaluate(() => {
  const broken = [];
  const texts = (node) => node.nodeType === 3 ? [node] : [...node.childNodes].flatMap(texts);
  for (const text of [...document.querySelectorAll("th, td")].flatMap(texts)) {
    for (const word of text.data.matchAll(/[^\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return { broken, over: document.documentElement.scrollWidth - window.innerWidth };
});

// What is shown for each choice, and what is said beside it.
found.choices = {};
for (const value of await tab.evaluate(() => [...document.querySelectorAll("option")].map((o) => o.value))) {
  await tab.select("#clause", value);
  found.choices[value] = await tab.evaluate(() => [
    [...document.querySelectorAll("section")].filter((part) => part.offsetParent !== null)
      .map((part) => part.dataset.part.split(" ")[0]),
    document.getElementById("told").textContent,
  ]);
}
found.axe = await judge(tab);
await browser.close();
console.log(JSON.stringify(found));
