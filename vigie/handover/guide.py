"""What a zip holds -> how to take over with it, step by step, and the checklist to sign.

Each command is run in the folder in which the zip is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue
from vigie.handover.papers import BLANK, Paper, PaperPart
from vigie.machines import Program

ENVIRONMENT, DATA, CLONE = "vigie-env", "our-watch", "our-watch-with-history"
_FORGE = "https://forge.example/our-watch.git"
_WITH_HISTORY = ("history", "forge")


@dataclass(frozen=True)
class Takeover:
    """What both documents name. `why_no_history` is a key of the catalogue, "" where the history
    goes along; `exposed` are its files that are likely to hold secrets; `accounts` the names of
    secrets, and where each is asked for.
    """

    name: str
    day: Day
    address: str
    version: str
    contact: str = ""
    repository: str = ""
    why_no_history: str = ""
    exposed: str = ""
    accounts: Mapping[str, str] | None = None
    program: Program = field(default_factory=Program)

    @property
    def package(self) -> str:
        """Return how pip is asked for the program: where it came from, where that is known."""
        if self.program.address:
            return f"git+{self.program.address}@{self.program.commit}"
        return f"vigie=={self.version}"


def build_command(root: str, address: str, day: Day) -> str:
    """Return the command that builds the site of the zip from its data."""
    where = f"VIGIE_SITE_URL={address} " if address else ""
    return f"{where}vigie --root {root} build --leave-out-broken --today {day}"


def papers(taken: Takeover, locale: str) -> tuple[Paper, Paper]:
    """Return the guide and the checklist in a locale."""
    words = catalogue.load(locale)
    told = _Told(taken, words)
    return told.paper("guide", *told.guide()), told.paper("checklist", *told.checklist())


@dataclass(frozen=True)
class _Told:
    """The documents in the words of one locale."""

    taken: Takeover
    words: Catalogue

    def paper(self, key: str, *parts: PaperPart) -> Paper:
        """Return a document of these parts."""
        title, lead = self.say(f"handover.{key}.title"), self.say(f"handover.{key}.lead")
        return Paper(self.say(f"handover.{key}.file"), self.words.locale, title, lead, parts)

    def guide(self) -> Iterator[PaperPart]:
        """Yield what is in the zip, and the steps."""
        held = tuple((text,) for text in self._contents())
        yield PaperPart(
            self.say("handover.guide.holds"), held, lead=self.say("handover.guide.private")
        )
        steps = tuple(self._steps())
        follow, lead = self.say("handover.guide.follow"), self.say("handover.guide.in_front")
        yield PaperPart(follow, steps, "steps", lead)

    def checklist(self) -> Iterator[PaperPart]:
        """Yield what is ticked, part by part, and where to sign."""
        yield self._boxes("received", "items", skipped=self._not_received())
        yield self._boxes("passed", "accounts")
        if self.taken.accounts:
            yield PaperPart(self.say("handover.checklist.secrets"), tuple(self._secrets()), "boxes")
        skipped = {"exposed"} if not self.taken.exposed else set()
        yield self._boxes("agreed", "topics", skipped=skipped)
        key = "handover.checklist.signed"
        rows = tuple((row, "", "") for row in self.words.texts(f"{key}.rows"))
        heads = self.words.texts(f"{key}.heads")
        yield PaperPart(self.words.translate(f"{key}.title"), rows, "sign", heads=heads)

    def say(self, key: str, **facts: str) -> str:
        """Return a message with what is known of the takeover in its places."""
        words, taken = self.words, self.taken
        known = {
            "name": taken.name,
            "day": words.day(taken.day),
            "address": taken.address,
            "version": taken.version,
            "contact": taken.contact,
            "repository": taken.repository,
            "files": taken.exposed,
            "program": taken.program.address or BLANK,
            "guide": words.translate("handover.guide.file"),
            "state": words.translate("handover.state.file"),
            "checklist": words.translate("handover.checklist.file"),
        }
        return words.translate(key, **known | facts)

    def _contents(self) -> Iterator[str]:
        reason = self.taken.why_no_history
        left_out = "history" if reason else "no_history"
        why = self.say(f"handover.reasons.{reason}") if reason else ""
        for name in self.words.choices("handover.guide.contents"):
            if name != left_out:
                yield self.say(f"handover.guide.contents.{name}", reason=why)

    def _steps(self) -> Iterator[tuple[str, ...]]:
        skipped = _WITH_HISTORY if self.taken.why_no_history else ()
        commands = self._commands()
        for name in self.words.choices("handover.guide.steps"):
            if name not in skipped:
                yield self.say(f"handover.guide.steps.{name}"), *commands.get(name, ())

    def _commands(self) -> Mapping[str, tuple[str, ...]]:
        taken = self.taken
        last = DATA if taken.why_no_history else CLONE
        return {
            "verify": ("cd handover", "sha256sum --check --quiet SHA256SUMS", "cd .."),
            "install": (
                f"python3 -m venv {ENVIRONMENT}",
                f". {ENVIRONMENT}/bin/activate",
                f"pip install {taken.package}",
            ),
            "data": (f"vigie init --from handover.zip {DATA}",),
            "check": (f"vigie --root {DATA} check",),
            "build": (
                build_command(DATA, taken.address, taken.day),
                f"diff -r {DATA}/site handover/site",
            ),
            "serve": (f"vigie --root {DATA} serve",),
            "history": (f"git clone handover/history/history.bundle {CLONE}",),
            "forge": (
                f"git -C {CLONE} remote set-url origin {_FORGE}",
                f"git -C {CLONE} push origin main",
            ),
            "monday": (f"vigie --root {last} refresh",),
        }

    def _boxes(self, title: str, group: str, skipped: set[str] | None = None) -> PaperPart:
        rows = []
        for name in self.words.choices(f"handover.checklist.{group}"):
            if name not in (skipped or ()):
                rows.append((self.say(f"handover.checklist.{group}.{name}").strip(),))
        return PaperPart(self.say(f"handover.checklist.{title}"), tuple(rows), "boxes")

    def _not_received(self) -> set[str]:
        """Return which boxes there is no reason for."""
        if not self.taken.why_no_history:
            return {"outside"}
        return {"kept"} if self.taken.exposed else {"kept", "outside"}

    def _secrets(self) -> Iterator[tuple[str, ...]]:
        for name, where in (self.taken.accounts or {}).items():
            yield (self.words.translate("handover.checklist.secret", name=name, where=where),)
