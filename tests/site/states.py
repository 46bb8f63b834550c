"""What a page's links, buttons and fields look like in each state: whether their text and the mark
of the keyboard's place can be seen (WCAG 2.2: 1.4.3, 1.4.11, 2.4.7).

Chromium is made to show a state by its own tools (CSS.forcePseudoState), so that nothing is moved or
pressed. What a link looks like that was followed, no program may ask: no sheet may say anything of it.
"""

from playwright.sync_api import CDPSession, Page

TEXT, LARGE, OUTLINE = 4.5, 3, 3
# What is called off need not be legible (1.4.3); that it is there is still seen.
DISABLED = 2
# The last leaves the page as it was.
STATES: dict[str, tuple[str, ...]] = {
    "hover": ("hover",),
    "focus": ("focus", "focus-visible"),
    "active": ("hover", "active"),
    "rest": (),
}
SAMPLED = "data-state-sample"
# In the window: what is looked at, and what it looks like. Colours come as Chromium computes them; those
# behind each other are laid over one another, and of a gradient every colour counts.
TOOLS = r"""
const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

function rgba(colour) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(above, below) {
  const mixed = above.slice(0, 3).map((part, at) => part * above[3] + below[at] * (1 - above[3]));
  return [...mixed, 1];
}

function grounds(element) {
  if (!element) return [[255, 255, 255, 1]];
  const style = getComputedStyle(element);
  const own = rgba(style.backgroundColor);
  const drawn = style.backgroundImage.match(/(?:rgba?|oklab|oklch|color)\([^)]*\)/g) ?? [];
  if (drawn.length) return drawn.map((colour) => over(rgba(colour), [255, 255, 255, 1]));
  return own[3] === 1 ? [own] : grounds(element.parentElement).map((below) => over(own, below));
}

function light(colour) {
  const parts = colour.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function contrast(colour, behind) {
  return Math.min(...behind.map((ground) => {
    const [dark, bright] = [light(over(rgba(colour), ground)), light(ground)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  }));
}

function isSeen(element) {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && element.getClientRects().length > 0 && element.offsetWidth !== 1;
}

// One of each look: the element's and those of what it stands in decide it.
function look(element) {
  const place = element.closest(".md-header, .md-tabs, .md-banner, .vg-hero, .vg-footer, .vg-nav, .md-sidebar, main");
  return [element, element.parentElement, place].map((part) => `${part?.tagName}.${part?.className}`).join(" ")
    + ` ${element.type ?? ""} ${element.disabled ?? ""}`;
}

function words(element) {
  return [...element.querySelectorAll("*"), element].filter((part) => isSeen(part)
    && [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
}

// Where the mark of a field stands that is itself not drawn: on the label behind it.
function marked(element) {
  const isDrawn = isSeen(element) || element.nextElementSibling?.tagName !== "LABEL";
  return isDrawn ? element : element.nextElementSibling;
}
"""
SAMPLE = (
    "([known, name]) => {"
    + TOOLS
    + r"""
  document.querySelectorAll("details").forEach((fold) => fold.open = true);
  const seen = new Set(known);
  document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")
    .forEach((element) => {
      const key = look(element);
      if (seen.has(key) || element.closest("[inert]")) return;
      if (!element.checkVisibility({ visibilityProperty: true }) || !isSeen(marked(element))) return;
      seen.add(key);
      element.setAttribute(name, key);
    });
  return [...seen];
}"""
)
MEASURE = (
    "([state, name, text, large, outline, disabled]) => {"
    + TOOLS
    + r"""
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");
  document.adoptedStyleSheets = [still];
  const faults = [];
  for (const element of document.querySelectorAll(`[${name}]`)) {
    const told = (what, found) => faults.push(`${state}: ${what} ${found.toFixed(2)} ${element.outerHTML.slice(0, 120)}`);
    for (const part of words(element)) {
      const style = getComputedStyle(part);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const least = element.disabled ? disabled : isLarge ? large : text;
      const found = contrast(style.color, grounds(part));
      if (found < least) told("text", found);
    }
    if (state !== "focus" || element.disabled) continue;
    const mark = marked(element);
    const style = getComputedStyle(mark);
    const isInside = parseFloat(style.outlineOffset) < 0;
    const found = contrast(style.outlineColor, grounds(isInside ? mark : mark.parentElement));
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) told("no outline", 0);
    else if (style.outlineStyle !== "auto" && found < outline) told("outline", found);
  }
  return faults;
}"""
)
VISITED = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .map((rule) => rule.cssText).filter((text) => text.includes(":visited"))"""


class States:
    """The states of what one window shows. A look that was measured on one page is not measured on
    another in the same colours.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._tools: CDPSession = page.context.new_cdp_session(page)
        self._known: dict[str, list[str]] = {}
        self._tools.send("DOM.enable")
        self._tools.send("CSS.enable")

    def faults(self, colours: str) -> list[str]:
        """Tell what cannot be seen on the page as it is, in any state; `colours` names those of the
        page.
        """
        known = self._known.get(colours, [])
        self._known[colours] = self.page.evaluate(SAMPLE, [known, SAMPLED])
        if len(self._known[colours]) == len(known):
            return []
        sampled = self._sampled()
        found: list[str] = self.page.evaluate(VISITED)
        for state, forced in STATES.items():
            for node in sampled:
                told = {"nodeId": node, "forcedPseudoClasses": list(forced)}
                self._tools.send("CSS.forcePseudoState", told)
            limits = [TEXT, LARGE, OUTLINE, DISABLED]
            found += self.page.evaluate(MEASURE, [state, SAMPLED, *limits])
        return found

    def _sampled(self) -> list[int]:
        root = self._tools.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        asked = {"nodeId": root, "selector": f"[{SAMPLED}]"}
        return list(self._tools.send("DOM.querySelectorAll", asked)["nodeIds"])
