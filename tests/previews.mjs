// Follows a preview in Chromium while files change, and prints what was seen.
// node previews.mjs <folder of npm> <chromium> <address> <YAML> <clause> <folder for pictures> <process>
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { open } from "./browser.mjs";

const [folder, executablePath, address, yaml, clause, pictures, preview] = process.argv.slice(2);
const { browser, judge } = await open(folder, executablePath);
const levels = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };
const found = { told: [], asked: [], took: {}, axe: {}, overflow: {} };
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

const tab = await browser.newPage();
tab.on("console", (message) => found.told.push(message.text()));
tab.on("pageerror", (error) => found.told.push(String(error)));
tab.on("request", (request) => found.asked.push(request.url()));

// How many milliseconds pass from when a file is saved until the page is as it should be.
const save = async (name, file, text, seen, ...about) => {
  writeFileSync(`${file}.new`, text);
  const began = performance.now();
  renameSync(`${file}.new`, file);
  await tab.waitForFunction(seen, { polling: 10, timeout: 10_000 }, ...about);
  found.took[name] = Math.round(performance.now() - began);
};
const says = (words) => document.querySelector("main").innerText.includes(words);
const tells = (words) => document.querySelector(".preview").innerText.includes(words);
const isGood = () => document.querySelector(".preview").dataset.state === "good";

// What axe finds, and how far the page is wider than the window, in light and dark.
const look = async (name) => {
  found.axe[name] = [];
  found.overflow[name] = [];
  for (const scheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      await tab.setViewport({ width, height: 800 });
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      found.axe[name].push(...await judge(tab, levels));
      found.overflow[name].push(await tab.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth));
      await tab.screenshot({ path: `${pictures}/${name}-${scheme}-${width}.png` });
    }
  }
};
// What is shown of where the words of a block come from, and whether it is in the window.
const read = (at) => at.evaluate((element) => {
  const style = getComputedStyle(element, "::after");
  return { position: style.position, content: style.content, said: element.ariaDescription };
});

const good = readFileSync(yaml, "utf8");
await tab.setViewport({ width: 1280, height: 800 });
await tab.goto(address);
await tab.waitForSelector("main");
await look("page");

const block = async (words) => {
  for (const each of await tab.$$("main p[aria-description]")) {
    if (await each.evaluate((element, sought) => element.innerText.includes(sought), words)) {
      return each;
    }
  }
  throw new Error(`no block says ${words}`);
};
// With Tab, the block after the heading that has the focus; with the pointer, another.
const heading = await tab.$("main [aria-labelledby='politirådets_møter'] > [tabindex]");
await heading.focus();
await tab.keyboard.press("Tab");
found.focused = await read(await tab.evaluateHandle(() => document.activeElement));
await look("origin");
const meeting = await block("to ganger i året");
await meeting.scrollIntoView();
await meeting.hover();
found.hovered = await read(meeting);

// The place where one reads, the focus and what is folded away stay as they are.
await meeting.focus();
await wait(700);  // until the page has been moved there
const top = () => [scrollY, document.activeElement.getBoundingClientRect().top];
const before = await tab.evaluate(top);
await save("words", yaml, good.replace("minst: 2", "minst: 5"), says, "fem ganger i året");
found.stayed = [before, await tab.evaluate(top),
  await tab.evaluate(() => document.activeElement.innerText.includes("fem ganger"))];
await save("style", yaml, good.replace("Eksempel kommune", "Prøve kommune"), says, "Prøve kommune");

await save("broken", yaml, good.replace("minst: 2", "minst: to"), tells, "eksempel.yaml:53:18");
found.problem = await tab.evaluate(() => document.querySelector(".preview .problems").innerText);
found.status = await tab.evaluate(() => document.querySelector("[role=status]").innerText);
await tab.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
await look("problems");
await save("mended", yaml, good, isGood);
found.left = await tab.evaluate(() => document.querySelectorAll(".preview .problems").length);

const text = readFileSync(clause, "utf8");
await save("clause", clause, `${text}\nDette er nytt i klausulen.\n`, says, "nytt i klausulen");
await save("no YAML", yaml, "mal: [\n", tells, "[yaml-");

const late = await browser.newPage();  // one that is opened again while there are errors
await late.goto(address);
found.again = await late.evaluate(() => document.querySelector("main").innerText.length > 1000);
await late.close();
await save("warned", yaml, good.replace("2027, til: 2030", "2020, til: 2021"), tells, "1 advarsel");
await tab.click(".preview summary");
await look("warnings");
await save("unwarned", yaml, good, isGood);

process.kill(Number(preview), "SIGINT");
await tab.waitForFunction(tells, { polling: 10, timeout: 10_000 }, "er avsluttet");
await look("ended");
console.log(JSON.stringify(found));
await browser.close();
