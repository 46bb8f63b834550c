"""mkdocs.yml and each mkdocs.<locale>.yml -> what is wrong in them, which a build would refuse.

The generator reads them itself; here they are held against what it takes and what Vigie reads of
them, with the line of each mistake.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeGuard
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
)
from pydantic import ValidationError as Invalid

from knowledge.errors import ConfigError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import references
from knowledge.source_values import ContactAddress
from knowledge.storage import config_file, contained
from knowledge.storage.config_file import ConfigFile
from knowledge.storage.yaml_document import KeyPlace
from knowledge.unfilled import is_example

FILE = "mkdocs.yml"
# Every key that MkDocs takes: a test holds both together.
KEYS = (
    *("site_name", "nav", "exclude_docs", "draft_docs", "not_in_nav", "site_url"),
    *("site_description", "site_author", "theme", "docs_dir", "site_dir", "copyright"),
    *("dev_addr", "use_directory_urls", "repo_url", "repo_name", "edit_uri"),
    *("edit_uri_template", "extra_css", "extra_javascript", "extra_templates"),
    *("markdown_extensions", "mdx_configs", "strict", "remote_branch", "remote_name"),
    *("extra", "plugins", "hooks", "watch", "validation", "config_file_path", "INHERIT"),
)
REQUIRED = ("site_name", "INHERIT")
# What says whose the site is, with the warning that it is an example yet.
TO_FILL: Mapping[KeyPlace, str] = {
    ("extra", "contact"): "contact_example",
    ("extra", "owner"): "owner_example",
    ("extra", "licence"): "licence_example",
    ("extra", "open_data", "publisher"): "publisher_example",
    ("extra", "open_data", "licence"): "data_licence_example",
    ("extra", "open_data", "contact"): "contact_example",
}
# What stands between a style's colon and its semicolon, and no more.
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,24}", re.IGNORECASE)
_REPOSITORY = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w.~-]+){2,9}/?")


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise ValueError('expected a colour, as "#0b3d4f"')
    return value


def _root(value: object) -> object:
    # What a tag such as !ENV names is known when the site is built.
    if isinstance(value, list) or not value:
        return value
    expected = 'expected an absolute address, as "https://example.org/news"'
    try:
        parts = urlsplit(str(value))
    except ValueError:
        raise ValueError(expected) from None
    if not isinstance(value, str) or re.search(r"[\s\"'<>\\]", value) or parts.query:
        raise ValueError(expected)
    return value


def _or_none(value: object) -> object:
    # What is left empty is told as missing, not as wrong.
    return value or None


def _repository(value: str) -> str:
    if not _REPOSITORY.fullmatch(value):
        raise ValueError('expected the address of a repository, as "https://github.com/team/site"')
    return value


RootAddress = Annotated[Any, AfterValidator(_root)]


class Extra(BaseModel):
    """What Vigie reads under `extra`; an instance's own templates may read more."""

    model_config = ConfigDict(extra="allow")

    colours: dict[Literal["primary", "accent"], Annotated[str, AfterValidator(_colour)]] | None = (
        None
    )
    bulletin_order: list[str | list[str]] | None = None
    meetings_per_year: NonNegativeInt | None = None
    summary_lang: Literal["fr", "nl", "en", "both"] | None = None
    announcement: dict[Literal["text", "url"], str] | None = None
    owner: str | dict[str, Any] | None = None
    licence: str | dict[str, Any] | None = None
    open_data: dict[str, Any] | None = None
    limits: dict[Literal["file", "kit"], PositiveInt] | None = None
    contact: Annotated[ContactAddress | None, BeforeValidator(_or_none)] = None
    repository: Annotated[str, AfterValidator(_repository)] | None = None
    root_url: RootAddress = None
    default_root_url: RootAddress = None


class Settings(BaseModel):
    """What a settings file holds."""

    model_config = ConfigDict(extra="allow")

    site_name: str = ""
    site_description: str | None = None
    theme: dict[str, Any] | None = None
    nav: list[Any] | None = None
    docs_dir: str = ""
    extra: Extra | None = Field(default=None)


def problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong in each settings file, in the order of the lines."""
    try:
        site = locales.site_locales(root)
    except ConfigError:
        # Told of that file below.
        site = ()
    for path in sorted({root / FILE, *root.glob("mkdocs.??.yml")}):
        if contained.is_file(path, root):
            found = _of_file(path, root, site)
            yield from sorted(found, key=lambda problem: problem.line or 0)


def warnings(root: Path) -> Iterator[Problem]:
    """Yield what nobody has filled in yet of each settings file: whose the site is, and that nobody
    is named to whom readers can write.
    """
    for path in sorted({root / FILE, *root.glob("mkdocs.??.yml")}):
        try:
            written = config_file.load(path, lenient=True)
        except ConfigError:
            # Told among the problems.
            continue
        if path.name == FILE and not _value(written.data, ("extra", "contact")):
            facts = {"path": FILE, "line": str(written.line(("extra",)))}
            yield Problem("contact_missing", facts)
        yield from unfilled_in(written, TO_FILL)


def unfilled_in(written: ConfigFile, codes: Mapping[KeyPlace, str]) -> Iterator[Problem]:
    """Yield each of some places of a file that holds an example yet, by the code of its warning."""
    for place, code in codes.items():
        value = _value(written.data, place)
        if is_example(value) or is_example(_value(value, ("name",))):
            yield Problem(code, {"path": written.path.name, "line": str(written.line(place))})


def _value(data: object, place: KeyPlace) -> object:
    """Return what stands at a place, None for nothing."""
    for key in place:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _of_file(path: Path, root: Path, site: Sequence[str]) -> Iterator[Problem]:
    try:
        written = config_file.load(path, lenient=True)
    except ConfigError as error:
        yield from filter(_is_problem, error.problems)
        return
    if not isinstance(written.data, dict):
        yield written.problem((), "input should be a valid dictionary")
        return
    yield from _of_keys(written)
    yield from _of_values(written)
    yield from _of_folder(written, root)
    if isinstance(written.data.get("nav"), list) and site:
        yield from _of_menu(written.data["nav"], ("nav",), _Menu(written, root, site))


def _of_values(written: ConfigFile) -> Iterator[Problem]:
    try:
        Settings.model_validate(written.data)
    except Invalid as error:
        yield from written.problems(error, Settings)


def _of_folder(written: ConfigFile, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the folder of the pages."""
    docs = written.data.get("docs_dir")
    if isinstance(docs, str) and not contained.is_there(root / docs, root):
        yield written.problem(("docs_dir",), f'found "{docs[:80]}", which is no folder here')


def _is_problem(told: object) -> TypeGuard[Problem]:
    return isinstance(told, Problem)


def _of_keys(written: ConfigFile) -> Iterator[Problem]:
    for key in written.data:
        if key not in KEYS:
            yield written.problem((key,), "unknown key", choices=KEYS, near=str(key))
    if written.path.name == FILE:
        for key in REQUIRED:
            if key not in written.data:
                yield written.problem((key,), "this key is required and absent")


class _Menu(NamedTuple):
    """A file that holds a menu, and the site of which that is."""

    written: ConfigFile
    root: Path
    site: Sequence[str]

    def wrong(self, place: KeyPlace, message: str) -> Problem:
        """Return what is wrong with an entry, on its line."""
        return config_file.problem(self.written.path, f"nav: {message}", self.written.line(place))

    def is_page(self, entry: str) -> bool:
        """Return whether an entry is a page, written or made, or another site's."""
        if re.match(r"https?://[^\s/]", entry):
            return True
        return not entry.startswith("/") and any(self._has(entry, lang) for lang in self.site)

    def _has(self, entry: str, lang: str) -> bool:
        path = f"docs/{lang}/{entry}"
        if references.generated(path):
            return True
        return contained.is_file(self.root / path, self.root / "docs")


def _of_menu(entries: list[Any], at: KeyPlace, menu: _Menu) -> Iterator[Problem]:
    """Yield the entries of a menu that are no page."""
    for number, entry in enumerate(entries):
        place, leads = _led(entry, (*at, number))
        if isinstance(leads, list):
            yield from _of_menu(leads, place, menu)
        elif not isinstance(leads, str):
            yield menu.wrong(place, 'expected a page, as "about.md", or "Name: about.md"')
        elif not menu.is_page(leads):
            yield menu.wrong(place, f'found "{leads[:80]}", which is no page of this site')


def _led(entry: object, place: KeyPlace) -> tuple[KeyPlace, object]:
    """Return what an entry leads to, below its name where it has one, and its place."""
    if isinstance(entry, Mapping) and len(entry) == 1:
        (name,) = entry
        return (*place, name), entry[name]
    return place, entry
