"""An instance's settings -> what every export says of the site: where it stands, who publishes it,
what may be done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from knowledge.i18n import catalogue
from knowledge.unfilled import is_example
from publish import sanitise

# What a forge is called, by a part of its host.
_FORGES = {"github.com": "GitHub", "gitlab": "GitLab", "codeberg.org": "Codeberg"}


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party or a licence: its name, its address, a short identifier such as "CC0-1.0"; "" where
    none is given.
    """

    name: str = ""
    url: str = ""
    id: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.url)

    @property
    def short(self) -> str:
        """Return its identifier, or else its name."""
        return self.id or self.name

    @property
    def example(self) -> bool:
        """Return whether nobody has been named yet."""
        return is_example(self.name)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom readers write to: a page or "mailto:…"; "" for nobody."""

    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.url)

    @property
    def mailbox(self) -> str:
        """Return the mailbox, as "a@b.org", "" where a page takes what readers write."""
        return self.url.removeprefix("mailto:") if self.url.startswith("mailto:") else ""

    @property
    def shown(self) -> str:
        """Return what a reader sees of the address."""
        return self.mailbox or self.url.partition("://")[2].rstrip("/")

    @property
    def example(self) -> bool:
        """Return whether the address is one of those kept for examples: nobody reads it."""
        return is_example(self.url)


@dataclass(frozen=True)
class SiteMetadata:
    """What is known of a site. `names` and `descriptions` are by language; `root_url` ends in a
    slash.

    `licence` covers the dataset as such; each source's own terms cover its excerpts. `owner` and
    `terms` are whose the texts and kits are and their licence, where these say no other. `contact`
    is an address of a page or of a mailbox ("mailto:…") for those who use the data, `readers` for
    those who read the site, `repository` where its files are. `demo`: the data are not real.
    """

    root_url: str = "/"
    names: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    licence: NamedParty = NamedParty()
    publisher: NamedParty = NamedParty()
    owner: NamedParty = NamedParty()
    terms: NamedParty = NamedParty()
    contact: str = ""
    readers: Contact = Contact()
    repository: NamedParty = NamedParty()
    demo: bool = False

    @property
    def absolute(self) -> bool:
        """Return whether the site knows its own address: without it nothing can be written that
        others subscribe to.
        """
        return bool(sanitise.address(self.root_url))

    @property
    def example(self) -> bool:
        """Return whether the site is an example: whose it is has not been filled in yet."""
        parties = (self.owner, self.terms, self.publisher, self.licence, self.readers)
        return any(party.example for party in parties)

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what every page has to say of the site, by the names of the words."""
        told = {"demo": self.demo, "example": self.example}
        return tuple(filter(told.get, told))

    def url(self, path: str) -> str:
        """Return the address of a path from the site's root, as "fr/feeds/all.atom"."""
        return self.root_url + path

    def name(self, lang: str) -> str:
        """Return the site's name in a language, or else in any."""
        return self.names.get(lang) or next(iter(self.names.values()), "Vigie")


def of(extra: Mapping[str, Any], lang: str, name: str, description: str = "") -> SiteMetadata:
    """Read a language's settings: `extra` of mkdocs.yml holds `root_url`, `languages`, `demo`,
    `contact`, `owner`, `licence`, `repository` and `open_data`.
    """
    told = extra.get("open_data") or {}
    readers = _contact(str(extra.get("contact") or ""))
    named = partial(_named, lang=lang)
    return SiteMetadata(
        root_url=str(extra.get("root_url") or "/"),
        names={lang: sanitise.text(name)},
        descriptions={lang: _described(description, lang, demo=bool(extra.get("demo")))},
        languages=_languages(extra, lang),
        licence=named(told.get("licence")),
        publisher=named(told.get("publisher")),
        owner=named(extra.get("owner")),
        terms=named(extra.get("licence")),
        contact=_contact(str(told.get("contact") or "")) or readers,
        readers=Contact(readers),
        repository=_repository(str(extra.get("repository") or "")),
        demo=bool(extra.get("demo")),
    )


def _described(description: str, lang: str, *, demo: bool) -> str:
    """Return what a site says of itself; a demonstration says first that it is one."""
    if not demo:
        return sanitise.text(description)
    words = catalogue.load(lang)
    told = words.translate("site.leave_demo"), words.translate("site.demo_text"), " ", description
    return sanitise.text("".join(told))


def together(several: Iterable[SiteMetadata]) -> SiteMetadata:
    """Join what each language's settings say; the first one's word holds where they differ.

    ValueError for none.
    """
    first, *others = several
    names, descriptions = dict(first.names), dict(first.descriptions)
    for metadata in others:
        names |= {**metadata.names, **names}
        descriptions |= {**metadata.descriptions, **descriptions}
    return replace(first, names=names, descriptions=descriptions)


def _languages(extra: Mapping[str, Any], lang: str) -> dict[str, str]:
    told = extra.get("languages") or {lang: lang}
    return {str(code): str(label) for code, label in told.items()}


def _named(told: object, lang: str) -> NamedParty:
    """Read a party or a licence; of one that is an example no address is kept, and it says so in
    the reader's language.
    """
    if isinstance(told, str):
        told = {"name": told}
    if not isinstance(told, Mapping):
        return NamedParty()
    if is_example(told.get("name")):
        return NamedParty(catalogue.load(lang).translate("site.to_fill"))
    name, url, identifier = (str(told.get(key) or "") for key in ("name", "url", "id"))
    return NamedParty(sanitise.text(name), sanitise.address(url), sanitise.text(identifier))


def _repository(told: str) -> NamedParty:
    """Return the place of the site's files under the name by which people know it."""
    url = sanitise.address(told).rstrip("/").removesuffix(".git")
    host = urlsplit(url).hostname or ""
    names = (name for part, name in _FORGES.items() if part in host)
    return NamedParty(next(names, host), url)


def _contact(told: str) -> str:
    if told.startswith("mailto:") or ("@" in told and "://" not in told):
        return "mailto:" + sanitise.text(told).removeprefix("mailto:").replace(" ", "")
    return sanitise.address(told)
