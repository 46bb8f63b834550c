"""A sheet -> one that leaves the site: a page of HTML that asks nothing of the network, and its
Markdown.

Links lead to what stands beside it, or to the site; an image goes along within the page.
"""

import base64
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypedDict
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from knowledge.sheets import body as bodies
from knowledge.sheets import markup, page_markdown
from knowledge.sheets.addresses import is_elsewhere, parts_of
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from knowledge.storage import contained
from publish import content_policy
from publish.pages import kit_contents, render
from publish.site_context import SiteContext

IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
# What would run, or fetch from elsewhere.
_ACTIVE = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "meta",
    "form",
    "video",
    "audio",
    "source",
)
# A piece of code, which stays as it is; or an image or a link: its words, its address.
_INLINE = re.compile(r"(`{1,9}).*?\1|(!?)\[([^\[\]]*)\]\(\s*<?([^)\s>\[]++)>?[^)\[]*\)")
_REFERENCE = re.compile(r"^( {0,3}\[[^\]]+\]:\s*<?)([^\s>]+)")
# Returns where a link leads, "" where it can lead nowhere.
Resolve = Callable[[str], str]
# Returns whether an image goes along within the page.
Takes = Callable[[Path], bool]


class HeadAndFoot(TypedDict):
    """What stands at the head and at the foot of a sheet that leaves the site."""

    rows: Sequence[tuple[str, str]]
    colon: str
    foot: Sequence[str]


def html(
    sheet: Sheet[SheetKeys], context: SiteContext, resolve: Resolve, facts: HeadAndFoot
) -> bytes:
    """Write a sheet as a page of its own."""
    made = page_markdown.to_html(sheet.body)
    folder = (context.library.root / sheet.path).parent
    takes = partial(_goes_along, context=context, lang=sheet.lang)
    body = Markup(settled(made, resolve, takes, folder=folder))  # noqa: S704
    told = {"sheet": sheet, "keys": sheet.keys, "body": body, "lang": sheet.lang, **facts}
    style = render.render("standalone-style.html", context)
    page = render.render("standalone.html", context, **told)
    return content_policy.put(page, content_policy.of_sheet([style])).encode()


def text(sheet: Sheet[SheetKeys], resolve: Resolve, facts: HeadAndFoot) -> bytes:
    """Write a sheet as Markdown, its title and its facts at the head."""
    rows = sheet.body.strip().splitlines()
    for number, line in bodies.lines("\n".join(rows)):
        if line == rows[number]:
            line = _REFERENCE.sub(lambda found: found[1] + (resolve(found[2]) or "#"), line)
            rows[number] = _INLINE.sub(lambda found: _link(found, resolve), line)
    listed = "\n".join(f"- {label}{facts['colon']}{said}" for label, said in facts["rows"])
    head = f"# {sheet.keys.title}\n\n{sheet.keys.description}\n\n{listed}"
    return "\n\n".join((head, "\n".join(rows), "---", *facts["foot"])).encode() + b"\n"


def settled(made: str, resolve: Resolve, takes: Takes, *, folder: Path) -> str:
    """Lead the links of a piece of HTML where they can still go, put its images in it, leave out
    what is active.
    """
    soup = BeautifulSoup(made, "html.parser")
    for active in soup(_ACTIVE):
        active.decompose()
    for link in soup.find_all("a", href=True):
        where = resolve(str(link["href"]))
        if where:
            link["href"] = where
        else:
            link.unwrap()
    for image in soup.find_all("img"):
        _settle(image, folder, takes)
    for head in soup.select("thead th"):
        head["scope"] = "col"
    return str(soup)


def resolver(sheet: Sheet[SheetKeys], context: SiteContext, beside: Mapping[str, str]) -> Resolve:
    """Return where a sheet's links lead.

    `beside` names the file that goes along, by the path under docs/<lang>/.
    """
    return resolver_in(sheet.kind.folder, sheet.lang, context, beside)


def resolver_in(folder: str, lang: str, context: SiteContext, beside: Mapping[str, str]) -> Resolve:
    """Return where the links of a text lead that stands in a folder under docs/<lang>/."""

    def resolve(address: str) -> str:
        """Return where a link of the text leads."""
        parts = parts_of(address)
        if parts is None:
            return ""
        if is_elsewhere(parts) or not parts.path:
            return address if markup.leads("a", address) else ""
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        target = beside.get(path) or _on_site(path, lang, context)
        return f"{target}#{parts.fragment}" if target and parts.fragment else target

    return resolve


def _on_site(path: str, lang: str, context: SiteContext) -> str:
    """Return the address of a path under docs/<lang>/ on the site, "" where it has none."""
    if not context.metadata.absolute or path.startswith(".."):
        return ""
    if kit_contents.withheld(path, context):
        return ""
    if path.endswith(".md"):
        path = render.page_url(path)
    return context.metadata.url(f"{lang}/{path}")


def _link(found: re.Match[str], resolve: Resolve) -> str:
    """Write a link; an image, which does not go along, is a link to it."""
    code, image, words, address = found.groups()
    if code:
        return found[0]
    where = resolve(address)
    if where:
        return f"[{words}]({where})"
    return f"[{words}]" if image else words


def _goes_along(file: Path, *, context: SiteContext, lang: str) -> bool:
    """Return whether an image goes along: a file of this language that is for everybody."""
    home = context.library.root / "docs" / lang
    if not contained.is_file(file, home):
        return False
    path = Path(posixpath.normpath(file.as_posix())).relative_to(home)
    return not kit_contents.withheld(path.as_posix(), context)


def _file_of(image: Tag, folder: Path) -> Path | None:
    """Return the file that an image shows, None where it leads out of the site."""
    address = parts_of(str(image.get("src", "")))
    if address is None or is_elsewhere(address):
        return None
    return folder / unquote(address.path)


def _settle(image: Tag, folder: Path, takes: Takes) -> None:
    file = _file_of(image, folder)
    kind = IMAGES.get(file.suffix.lower()) if file else None
    if file and kind and takes(file):
        image["src"] = f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
        del image["srcset"]
    else:
        image.replace_with(f"[{image.get('alt', '')}]")
