"""An instance's folder -> the state of the house in a locale: what it is, its sources with their
health, what waits for a person, what was decided, what is to be passed on.

For the coordinator and for who follows: it names what the site does not.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from functools import cached_property
from itertools import chain
from pathlib import Path

from knowledge import config, problems
from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.sheets import persons
from knowledge.storage import config_file, contained, entry_store, review
from publish import cards, law
from publish import library as libraries
from publish.library import Library
from publish.pages import radar, source_health
from publish.pages.source_health import Vital
from scrapers.instance import Instance
from vigie import check_report, checking, reminders
from vigie.checking import Checked
from vigie.handover.papers import Paper, PaperPart

# A longer list is for `vigie check` and `vigie review`.
MOST = 100
# Where the names of secrets and of settings of the environment stand.
AUTOMATION = (
    *(".github/workflows/*.yml", ".github/workflows/*.yaml", ".gitlab-ci.yml"),
    *("mkdocs*.yml", "deploy/*.env"),
)
DECISIONS = "docs/decisions"
_NAME = r"([A-Za-z_]\w{0,99})"
# How GitHub's workflows name a secret or a variable.
_ASKED = re.compile(rf"\b(?:secrets|vars)\s*(?:\.\s*|\[\s*['\"]){_NAME}")
# How GitLab's do, and a shell.
_SHELL = re.compile(r"\$\{?([A-Z][A-Z0-9_]{1,99})\b")
# MkDocs: the name of a variable, or a list of names and then what holds without them.
_ENV = re.compile(r"!ENV\s+(?:\[([^\]\n]{1,500})\]|([A-Z][A-Z0-9_]{0,99})\b)")
_SET = re.compile(r"^([A-Z][A-Z0-9_]{0,99})=", re.MULTILINE)
# What the forge, the shell or the program gives of itself.
_GIVEN = re.compile(r"(?:CI|CI_\w+|GITHUB_\w+|GITLAB_\w+|RUNNER_\w+|HOME|PATH|PWD|VIGIE_BASE)")
# What `reminders` tells of already.
_REMINDED = frozenset((*persons.WARNINGS.values(), "translation_older"))
_WORTH_TELLING = 2
_NONE = "–"
_WHO = re.compile(r"^(\w{1,20}://)[^/@]*@")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,99}")


@dataclass(frozen=True)
class House:
    """An instance on a day. `load` reads its configuration, and may raise ConfigError."""

    root: Path
    load: Callable[[], Instance]
    today: Day

    @cached_property
    def library(self) -> Library:
        """Return what the site shows."""
        return libraries.load(self.root, self.today, leave_out_broken=True)

    @cached_property
    def checked(self) -> Checked:
        """Return what `vigie check` finds."""
        return checking.whole(self.root, self.load, self.today)

    @cached_property
    def contact(self) -> str:
        """Return where the keepers of watched sites can write."""
        return str(config.load(self.root, readers=None).contact)

    @cached_property
    def address(self) -> str:
        """Return the address of the site, as the build takes it."""
        settings = config_file.settings(self.root / "mkdocs.yml", "extra")
        return os.environ.get("VIGIE_SITE_URL") or str(settings.get("default_root_url") or "")

    @cached_property
    def repository(self) -> str:
        """Return the address of the repository, as mkdocs.yml states it, without a name or a
        password in it.
        """
        return _WHO.sub(r"\1", config_file.text(self.root / "mkdocs.yml", "repo_url"))

    @cached_property
    def accounts(self) -> Mapping[str, str]:
        """Return the names of secrets and variables that the automation asks for, and where."""
        return dict(sorted(chain.from_iterable(map(self._asked, self._automation()))))

    def _automation(self) -> Iterator[Path]:
        for shape in AUTOMATION:
            yield from contained.files(self.root, self.root, shape)

    def _asked(self, path: Path) -> Iterator[tuple[str, str]]:
        text = path.read_text(encoding="utf-8", errors="replace")
        where = path.relative_to(self.root).as_posix()
        names = {*_ASKED.findall(text), *_of_environment(text), *_of_machine(text, where)}
        for name in names:
            if not _GIVEN.fullmatch(name.upper()):
                yield name, where


def paper(house: House, locale: str) -> Paper:
    """Write the state of the house in a locale."""
    words = catalogue.load(locale)
    library = house.library
    parts = (
        _part("house", _house(house, words), words),
        _part("sources", _sources(library, words), words),
        _part("waiting", _waiting(house, words), words),
        _part("due", _due(house, words), words),
        _part("decided", _decided(house, words), words),
        _part("accounts", _accounts(house), words),
    )
    title = words.translate("handover.state.title", name=name_of(house.root))
    lead = words.translate("handover.state.lead", day=words.day(house.today))
    name = words.translate("handover.state.file")
    return Paper(name, locale, title, lead, parts)


def name_of(root: Path) -> str:
    """Return what the site is called."""
    return config_file.text(root / "mkdocs.yml", "site_name")


def _part(key: str, rows: Iterable[tuple[str, ...]], words: Catalogue) -> PaperPart:
    found = list(rows)
    title = words.translate(f"handover.state.{key}.title")
    if not found:
        return PaperPart(title, ((words.translate("handover.state.nothing"),),))
    heads = words.texts(f"handover.state.{key}.heads")
    if len(found) > MOST:
        more = words.plural("handover.state.more", len(found) - MOST)
        found = [*found[:MOST], (more, *[""] * (len(heads) - 1))]
    return PaperPart(title, tuple(found), "table", heads=heads)


def _house(house: House, words: Catalogue) -> Iterator[tuple[str, ...]]:
    library = house.library
    facts = {
        "name": name_of(house.root),
        "address": house.address,
        "languages": ", ".join(locales.site_locales(house.root)),
        "contact": house.contact,
        "repository": house.repository,
        "refreshed": _day(library.refreshed, words),
        "entries": words.number(len(library.entries)),
        "pages": words.number(len(library.pages)),
    }
    labels = words.choices("handover.state.facts")
    for name, value in facts.items():
        yield labels[name], value or _NONE


def _sources(library: Library, words: Catalogue) -> Iterator[tuple[str, ...]]:
    for vital in source_health.of(library):
        state = _state(vital, library, words)
        yield (
            f"{vital.source.name} ({vital.source.id})",
            ". ".join(filter(None, (state, _trouble(vital, words)))),
            _day(vital.known.last_success, words),
            _day(vital.known.last_new_entry, words),
        )


def _state(vital: Vital, library: Library, words: Catalogue) -> str:
    """Return how a source fares; from the second week on, for how long it has failed."""
    weeks = library.health.failed_weeks(vital.source.id)
    if vital.state == "failing" and weeks >= _WORTH_TELLING:
        return words.translate("summary.weeks", count=weeks)
    return words.translate(f"site.health_states.{vital.state}")


def _trouble(vital: Vital, words: Catalogue) -> str:
    """Return why a source is disabled, or what its last refresh met, "" where it is well."""
    if vital.state == "paused":
        return vital.source.reason
    if not (vital.run and vital.run.problem):
        return ""
    return problems.what(Problem(vital.run.problem, vital.run.facts), words.locale)


def _waiting(house: House, words: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield what keeps something off the site until a person acts, and laws without their day."""
    for source, held in entry_store.all_held(house.root).items():
        told = words.plural("handover.state.held", len(held), source=source)
        yield house.library.source_name(source), told
    for title in _undated_laws(house, words.locale):
        yield title, words.translate("handover.state.undated")
    yield from _found(house, words, "error")


def _undated_laws(house: House, locale: str) -> Iterator[str]:
    """Yield the titles of the laws that the radar shows as waiting for their day."""
    grouped = cards.group_cards(house.library.entries, locale)
    known = law.texts(grouped, house.today, locale)
    for text in radar.waiting_for_a_person(known, house.today):
        yield text.card.lead.title


def _due(house: House, words: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield what is to be looked at again: contacts, seats, translations, actions; then what a
    check warns of.
    """
    for kind, about in reminders.on(house.library.sheets, house.today):
        told = words.translate(f"summary.reminders.{kind}")
        yield from ((name, told) for name in about)
    yield from _found(house, words, "warning")


def _found(house: House, words: Catalogue, level: str) -> Iterator[tuple[str, ...]]:
    for finding in house.checked.findings:
        if finding.level == level and finding.problem.code not in _REMINDED:
            what = check_report.without_path(finding, words.locale).lstrip(" ,:\u00a0")
            yield finding.path, f"{what} {problems.fix(finding.problem, words.locale)}"


def _decided(house: House, words: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield what people decided: entries rejected and picked, and the pages that tell decisions."""
    for entry in entry_store.load(house.root):
        if review.is_rejected(entry):
            reason = review.read(entry.review).reason or _NONE
            yield entry.title, words.translate("handover.state.rejected"), reason
        elif entry.review and review.read(entry.review).highlight:
            yield entry.title, words.translate("handover.state.picked"), _NONE
    for path in contained.files(house.root / DECISIONS, house.root, "*.md"):
        where = path.relative_to(house.root).as_posix()
        yield _heading(path, house.root), words.translate("handover.state.page"), where


def _heading(path: Path, root: Path) -> str:
    text = contained.read_text(path, root).decode(errors="replace")
    first = next(filter(str.strip, text.splitlines()), "")
    return first.lstrip("# ")[:200] or path.stem


def _accounts(house: House) -> Iterator[tuple[str, ...]]:
    yield from house.accounts.items()


def _of_environment(text: str) -> Iterator[str]:
    """Yield the variables that MkDocs' settings ask for; what holds without them is no name."""
    for several, single in _ENV.findall(text):
        names = [name.strip() for name in several.split(",")]
        yield from filter(_VARIABLE.fullmatch, [*names[:-1], single])


def _of_machine(text: str, where: str) -> Iterator[str]:
    """Yield the variables that GitLab's jobs ask for, or that a machine's environment sets."""
    if where == ".gitlab-ci.yml":
        yield from _SHELL.findall(text)
    elif where.endswith(".env"):
        yield from _SET.findall(text)


def _day(moment: datetime | None, words: Catalogue) -> str:
    if moment is None:
        return words.translate("site.health_none")
    return words.short_day(moment.date())
