// A wide block of code or table scrolls by keyboard too (axe: scrollable-region-focusable).
import { onArrival } from "./page.js";
import { fill } from "./text.js";

/**
 * Name a region after the heading above it. Two regions of one page never bear the same name
 * (axe: landmark-unique).
 * @param {Element} region
 */
function nameOf(region) {
  const regions = [...document.querySelectorAll("[role=region]")];
  const taken = regions.map((other) => other.getAttribute("aria-label"));
  const above = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")]
    .filter((heading) => {
      return heading.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING;
    })
    .pop();
  const heading = above ? (above.textContent || "").trim() : document.title;
  const sentence = document.querySelector("[data-vg-table]")?.getAttribute("data-vg-table") ?? "";
  const first = fill(sentence, { name: heading });
  let name = first;
  for (let count = 2; taken.includes(name); count += 1) name = `${first} (${count})`;
  return name;
}

function makeReachable() {
  for (const part of document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap")) {
    if (part.scrollWidth <= part.clientWidth || part.hasAttribute("tabindex")) continue;
    part.setAttribute("tabindex", "0");
    part.setAttribute("aria-label", nameOf(part));
    part.setAttribute("role", "region");
  }
}

addEventListener("resize", makeReachable);
onArrival(makeReachable);
