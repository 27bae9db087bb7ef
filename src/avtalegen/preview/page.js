"use strict";
// Keeps the page as it is on the server. Only what differs is replaced, so that the place where one
// reads and the focus stay as they are.

const BRANCHES = new Set(["BODY", "SECTION", "DIV", "MAIN", "HEADER", "NAV", "DETAILS", "UL", "OL",
  "LI", "TABLE", "TBODY", "TR", "FIGURE", "DL"]);
const FOCUSABLE = "a[href], summary, [tabindex]";
const told = document.querySelector(".preview [role=status]");

// A block that is new has an outline for a moment.
const point = (node) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still || node.nodeType !== Node.ELEMENT_NODE || node.closest(".preview, .contents")) return;
  const colour = getComputedStyle(node).getPropertyValue("--accent");
  const outline = (shade) => ({ outline: `2px solid ${shade}`, outlineOffset: "4px" });
  node.animate([outline(colour), outline(colour), outline("transparent")], 2500);
};

const replace = (old, fresh) => {
  const held = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (held) {
    const first = fresh.matches?.(FOCUSABLE) ? fresh : fresh.querySelector?.(FOCUSABLE);
    first?.focus({ preventScroll: true });
  }
  point(fresh);
};

// What a reader has folded out or away stays so.
const set = (old, fresh) => {
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
};

const merge = (old, fresh) => {
  if (old === told) {
    old.replaceChildren(...fresh.childNodes);  // each time, so that it is read aloud
    return;
  }
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName || !BRANCHES.has(old.nodeName)) {
    replace(old, fresh);
    return;
  }
  set(old, fresh);
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const least = Math.min(before.length, after.length);
  const same = (a, b) => a !== told && !a.contains(told) && a.isEqualNode(b);
  let start = 0;
  while (start < least && same(before[start], after[start])) start += 1;
  let end = 0;
  while (end < least - start && same(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  const next = before[before.length - end] ?? null;
  for (const [position, node] of right.entries()) {
    if (position < left.length) {
      merge(left[position], node);
    } else {
      old.insertBefore(node, next);
      point(node);
    }
  }
  for (const node of left.slice(right.length)) node.remove();
};

// The page may load no other style than its own; a sheet that a script makes is not loaded.
const restyle = (text) => {
  const own = document.querySelector("style");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = own.textContent === text ? [] : [sheet];
  own.sheet.disabled = own.textContent !== text;
};

const update = async () => {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const [before, style, after] = (await answer.text()).split(/<\/?style>/);
  const fresh = new DOMParser().parseFromString(before + after, "text/html");
  const whole = (page) => page.querySelector("body > .page") !== null;
  if (whole(document) !== whole(fresh)) {
    location.reload();
    return;
  }
  document.title = fresh.title;
  set(document.documentElement, fresh.documentElement);
  restyle(style);
  merge(document.body, fresh.body);
};

let last = Promise.resolve();
const events = new EventSource("events");

// A server that has ended does not come back at the same address; whoever does is another.
const lose = () => {
  events.close();
  told.closest(".preview").dataset.state = "lost";
  told.textContent = told.dataset.lost;
};

events.onmessage = () => { last = last.then(update).catch(lose); };
events.onerror = lose;
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
