// Opens agreements in Chromium as readers do, and prints what came of it, page by page.
// node browser.mjs <folder of npm> <chromium> <folder for PDFs> <page>...
import { basename } from "node:path";
import { open } from "../browser.mjs";

const [folder, executablePath, out, ...pages] = process.argv.slice(2);
const { browser, show, judge } = await open(folder, executablePath);
const levels = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

// How far the page, and each element that does not scroll by itself, goes beyond the window.
const overflow = () => {
  const window_ = document.documentElement.clientWidth;
  const out_ = [...document.querySelectorAll("body *")].filter((element) =>
    !element.closest(".scroll table") && element.getBoundingClientRect().right > window_ + 1);
  return [document.documentElement.scrollWidth - window_, out_.map((each) => each.outerHTML.slice(0, 90))];
};
// Where the contents are when somebody has read to the end: whether they are in the window.
const follow = () => {
  window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  const box = document.querySelector("nav")?.getBoundingClientRect();
  return box === undefined ? null : box.top > -1 && box.bottom < window.innerHeight + 1;
};
const focused = () => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  return [at.className, at.getAttribute("href"), box.top >= 0 && box.left >= 0];
};

const found = {};
for (const page of pages) {
  const name = basename(page, ".html");
  const one = { axe: [], told: [], asked: [], overflow: {} };
  const watch = (tab) => {
    tab.on("console", (message) => one.told.push(message.text()));
    tab.on("pageerror", (error) => one.told.push(String(error)));
    tab.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) one.asked.push(request.url());
    });
  };
  for (const scheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      const tab = await show(page, scheme, width, 800, true, watch);
      one.axe.push(...await judge(tab, levels));
      one.background = { ...one.background,
        [scheme]: await tab.evaluate(() => getComputedStyle(document.body).backgroundColor) };
      await tab.close();
    }
  }
  const tab = await show(page, "light", 1280, 800, true, watch);
  await tab.keyboard.press("Tab");
  one.first = await tab.evaluate(focused);
  one.follows = await tab.evaluate(follow);
  for (const width of [320, 390, 1280]) {
    await tab.setViewport({ width, height: 800 });
    one.overflow[width] = await tab.evaluate(overflow);
  }
  const explained = await tab.$("p[aria-description]");
  if (explained !== null) {
    await explained.focus();
    one.explained = await explained.evaluate((at) => {
      const style = getComputedStyle(at, "::after");
      return [style.position, style.content];
    });
  }
  await tab.pdf({ path: `${out}/${name}.pdf`, preferCSSPageSize: true });
  await tab.close();
  found[name] = one;
}
console.log(JSON.stringify(found));
await browser.close();
