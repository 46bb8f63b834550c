"""How often the rules judge as a person did: the kind of each entry, and whether it is for the
network.

A folder holds recorded weeks (`<week>.warc.gz`) with what a person expects of each
(`<week>.manifest.yml` or `<week>/manifest.yml`). BENCH_JUDGED names another folder than that of the
demonstration. Where the rules and the manifest part and a person argued for the rules,
`argued.yml` says why; what stands in neither is wrong.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge import config, taxonomy
from knowledge.model import Entry
from knowledge.source import Source
from knowledge.storage import entry_store
from scrapers import pipeline
from scrapers.classify import rules
from scrapers.clean import canonical_url, normalise
from scrapers.instance import Instance, RefreshOptions
from scrapers.readers import detail
from tests.scrapers.readers import web

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "tests" / "recordings"
ARGUED = Path(__file__).with_name("argued.yml")
# A type of taxonomy.yml -> a kind of the manifests.
KINDS = {
    "law": "legislation",
    "case-law": "legislation",
    "idea": "practice",
    "training": "event",
    "risk": "news",
}
# A page that stands in no list is read by no source of its own.
ANY = Source(id="any", name="Any", url="https://example.org/", detail=True)

Row = tuple[str, ...]
HEAD: Row = ("what", "entries", "as judged", "as argued", "wrong", "at least")
Item = Mapping[str, str]


class Argued(NamedTuple):
    """What a person says against a manifest: the judgement, and why."""

    judged: str
    because: str


@dataclass(frozen=True)
class Judged:
    """An entry, what a manifest says of it, and what a person says of that."""

    item: Item
    entry: Entry
    argued: Mapping[str, Argued]

    def found(self, what: str) -> str:
        """Return what the rules say: a kind or a topic of the manifests."""
        if what == "topic":
            return "other" if self.entry.aside else "qvt"
        return KINDS.get(self.entry.type, self.entry.type)

    def is_right(self, what: str) -> bool:
        """Return whether the rules say what the manifest says."""
        return self.found(what) == self.item[what]

    def is_argued(self, what: str) -> bool:
        """Return whether the rules say what the manifest says, or what a person argued for."""
        told = self.argued.get(what)
        return self.is_right(what) or (told is not None and told.judged == self.found(what))


def rows(say: Callable[[str], None], scratch: Path, *, full: bool) -> list[Row]:
    """Judge the entries of the folder; `full` changes nothing."""
    folder = Path(os.environ.get("BENCH_JUDGED") or RECORDINGS)
    say(f"judging the entries of {folder}")
    found = judge(folder, scratch / "judging")
    for what in ("kind", "topic"):
        for judged in found:
            if not judged.is_right(what):
                say(_told(judged, what))
    return list(_figures(found))


def judge(folder: Path, scratch: Path) -> list[Judged]:
    """Refresh an instance from each week of a folder, and put each entry beside its item."""
    instance = _instance(scratch)
    for path in sorted(folder.glob("*.warc.gz")):
        pipeline.refresh(instance, RefreshOptions(replay=(path,)))
    return compared(folder, instance)


def compared(folder: Path, instance: Instance) -> list[Judged]:
    """Put each entry of an instance beside its item of the folder's weeks."""
    items: dict[str, tuple[Item, Path]] = {}
    for path in sorted(folder.glob("*.warc.gz")):
        for item in manifest(path)["items"]:
            items[item["url"]] = item, path
    entries = _by_address(instance)
    argued = _argued()
    found = []
    for url, (item, path) in items.items():
        entry = entries.get(canonical_url.key(url)) or _read(item, path, instance)
        found.append(Judged(item, entry, argued.get(url, {})))
    return found


def _instance(scratch: Path) -> Instance:
    scratch.mkdir(parents=True)
    for name in ("watch_sources.yml", "taxonomy.yml"):
        shutil.copy(ROOT / name, scratch / name)
    (scratch / "docs" / "watch").mkdir(parents=True)
    return loaded(scratch)


def loaded(root: Path) -> Instance:
    """Read an instance."""
    return Instance(root, config.load(root), taxonomy.load(root))


def manifest(path: Path) -> Mapping[str, list[Item]]:
    """Read what a person expects of a recording, from beside it or from its week's folder."""
    week = path.name.removesuffix(".warc.gz")
    beside = path.with_name(f"{week}.manifest.yml")
    file = beside if beside.is_file() else path.parent / week / "manifest.yml"
    held: Mapping[str, list[Item]] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return held


def _by_address(instance: Instance) -> dict[str, Entry]:
    """Return the entries that the refreshes found, held ones too, by each of their addresses."""
    found: dict[str, Entry] = {}
    held = [entry_store.held(instance.root, source.id) for source in instance.watch.sources]
    for entry in (*(entry for shelf in held for entry in shelf), *entry_store.load(instance.root)):
        for url in (*entry.aliases, entry.url):
            found[canonical_url.key(url)] = entry
    return found


def _read(item: Item, path: Path, instance: Instance) -> Entry:
    """Read and classify a page that stands in no list, as its source would."""
    sources = {source.id: source for source in instance.watch.sources}
    known = sources.get(item["source"], ANY)
    source = known.model_copy(update={"url": ANY.url, "lang": item["language"]})
    snapshot = web.read(path)[item["url"]]
    raw = detail.read(snapshot, source) or detail.read(snapshot, ANY)
    assert raw
    entry = normalise.entry(raw, source, seen=snapshot.time)
    return rules.classify(entry, raw, source, instance.taxonomy)


def _argued() -> dict[str, dict[str, Argued]]:
    held = yaml.load(ARGUED.read_bytes(), Loader=yaml.CSafeLoader)
    found: dict[str, dict[str, Argued]] = {}
    for told in held:
        found.setdefault(told["url"], {})[told["what"]] = Argued(told["is"], told["because"])
    return found


def _figures(found: Iterable[Judged]) -> Iterator[Row]:
    found = list(found)
    real = [judged for judged in found if judged.item["origin"] == "real"]
    recorded = [j for j in real if "excerpt" not in (j.item.get("assumed") or ())]
    composed = [judged for judged in found if judged.item["origin"] != "real"]
    yield _row("topic, all", found, "topic", "95 %")
    yield _row("kind, composed", composed, "kind", "93 %")
    yield _row("kind, real", real, "kind", "86 %")
    yield _row("kind, real with the words recorded", recorded, "kind", "86 %")


def _row(name: str, found: list[Judged], what: str, least: str) -> Row:
    right = sum(judged.is_right(what) for judged in found)
    argued = sum(judged.is_argued(what) for judged in found)
    each = max(1, len(found))
    return (
        name,
        f"{len(found)}",
        f"{right} ({right / each:.1%})",
        f"{argued} ({argued / each:.1%})",
        f"{len(found) - argued}",
        least,
    )


def _told(judged: Judged, what: str) -> str:
    argued = judged.argued.get(what)
    reason = argued.because if argued and judged.is_argued(what) else "WRONG"
    said = f"{what} {judged.item[what]} -> {judged.found(what)}"
    return f"  {said} | {judged.entry.title} | {reason}"
