// Opens a page in Chromium as a reader does, with the keyboard alone, and prints what came of it.
// node browser.mjs <folder of npm> <chromium> <page> <light or dark> <with or without scripts>
import { open } from "../browser.mjs";

const [folder, executablePath, page, scheme, scripts] = process.argv.slice(2);
const { browser, show, judge } = await open(folder, executablePath);
const tab = await show(page, scheme, 900, 700, scripts === "with");

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
  found.axe = await judge(tab);
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
