"""A whole instance, built once: the repository's own pages and settings, composed entries, and none
of its code.
"""

import fcntl
import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hooks import build
from knowledge import health
from knowledge.health import Health, Run, SourceHealth
from knowledge.model import Change, Entry, EntryDocument, Why
from knowledge.storage import entry_store

REPOSITORY = Path(__file__).parents[2]
PEOPLE = REPOSITORY / "tests" / "recordings" / "demo" / "docs"
SEEN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
READ = SourceHealth(
    SEEN, SEEN, SEEN, 9, 9, complete=True, robots="allowed", runs=(Run(SEEN, "ok"),)
)
FAILED = (
    "unreachable",
    {"url": "https://www.anact.fr/<script>window.hit=9</script>", "reason": "timeout"},
)
REVIEW = """review:
  in_force: 2027-01-01
  audience: [hr, prevention-services]
  obligation: true
  note: {fr: Ce qui change., nl: Wat verandert.}
"""
# The words of an entry that a person rejected, and its address.
REJECTED = (
    "Crustacéphale",
    "crustacéphale",
    "crustacephale",
    "https://emploi.belgique.be/fr/actualites/ecarte",
)
HOSTILE = (
    "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=2>"
    " {{ 7*7 }} {% x %} </title><svg/onload=window.hit=3>"
)


def sample(key: str, **facts: object) -> Entry:
    """Make an entry of the composed web; its id and address follow its key."""
    url = str(facts.pop("url", f"https://emploi.belgique.be/fr/actualites/{key}"))
    usual = Entry(
        id=hashlib.sha256(url.encode()).hexdigest()[:10],
        title=f"Nouvelle {key} sur la charge de travail",
        url=url,
        source="spf-emploi-fr",
        lang="fr",
        type="news",
        date=date(2026, 11, 19),
        first_seen=SEEN,
        summary="Un extrait qui parle de télétravail et de risques psychosociaux.",
        themes=("telework", "psychosocial-risks"),
        why=(Why("themes/telework", "fort", ("télétravail",)),),
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


def entries() -> list[Entry]:
    """List one entry of each shape that a site meets."""
    dutch = "https://werk.belgie.be/nl/nieuws/nieuwe-wet"
    french = "https://emploi.belgique.be/fr/actualites/loi"
    change = Change(
        SEEN,
        "text",
        ("Une fois par an, au plus tard.",),
        ("Deux fois par an, au plus tard.", "Un alinéa."),
    )
    return [
        sample("loi", type="law", twins={"nl": dutch}, review=REVIEW),
        sample(
            "wet",
            url=dutch,
            title="Een nieuwe wet",
            source="spf-emploi-nl",
            lang="nl",
            twins={"fr": french},
            type="law",
        ),
        sample(
            "relais",
            url="https://www.beswic.be/fr/relais",
            source="beswic-fr",
            same_as=(french,),
            type="law",
        ),
        sample("choisi", same_as=(REJECTED[-1],), review="review:\n  highlight: true\n"),
        sample("sans-date", date=None),
        sample(
            "hostile", title=HOSTILE, summary=HOSTILE, why=(Why("type/news", HOSTILE, (HOSTILE,)),)
        ),
        sample("retire", status="gone"),
        sample(
            "guide",
            type="tool",
            documents=(EntryDocument("https://emploi.belgique.be/guide.pdf", "Le guide", 477_000),),
        ),
        sample("texte", type="page-change", history=(change,)),
        sample("arrete", type="law", title="Arrêté royal du 5 novembre 2026 sur le télétravail"),
        sample(
            "note",
            type="study",
            date=date(2025, 1, 1),
            review="review:\n  audience: [managers]\n  steps: [experiment]\n  obligation: false\n",
            body="## Pour nous\n\nUne [page](../law.md) à relire.\n",
        ),
        sample(
            "english",
            url="https://osha.europa.eu/en/x",
            source="eu-osha",
            lang="en",
            title="Mental health at work",
        ),
        sample("note-hostile", title=HOSTILE, type="idea", body="Une note.\n"),
        *(sample(f"suite-{n}", date=date(2026, 1 + n % 9, 1 + n)) for n in range(6)),
    ]


def rejected() -> Entry:
    """Return an entry that a person rejected, of a kind that many pages draw in."""
    return sample(
        "ecarte",
        url=REJECTED[-1],
        title=f"{REJECTED[0]} et charge de travail",
        type="event",
        event_date=date(2027, 1, 12),
        twins={"nl": "https://werk.belgie.be/nl/nieuws/nieuwe-wet"},
        review="review:\n  keep: false\n  highlight: true\n",
        body="Une note.\n",
    )


def furnish(root: Path) -> Path:
    """Lay out an instance: settings, lists, written pages and entries."""
    for name in ("mkdocs.yml", "mkdocs.nl.yml", "watch_sources.yml", "taxonomy.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    for lang in ("fr", "nl"):
        shutil.copytree(REPOSITORY / "docs" / lang, root / "docs" / lang)
        for kind in ("events", "practices"):
            shutil.copytree(PEOPLE / lang / kind, root / "docs" / lang / kind, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "docs" / "directory", root / "docs" / "directory")
    for entry in (*entries(), rejected()):
        entry_store.write(entry, root)
    weeks = root / "docs" / "fr" / "weeks"
    weeks.mkdir()
    (weeks / "2026-W47.md").write_text(
        "# Son propre titre\n\nLe mot d’une personne, [le radar](../radar.md).\n", "utf-8"
    )
    health.save(
        root,
        Health(
            {"spf-emploi-fr": READ, "anact": replace(READ, runs=(Run(SEEN, "failed", *FAILED),))}
        ),
    )
    return root


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the instance."""
    return furnish(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="session")
def site(instance: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give the folder of the built site, with the banner of a demonstration.

    The first of the processes that run the tests builds it, and the others wait for it.
    """
    temporary = tmp_path_factory.getbasetemp()
    shared = (temporary if worker_id == "master" else temporary.parent) / "built"
    shared.mkdir(exist_ok=True)
    folder, done = shared / "site", shared / "done"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            assert build.build(instance, folder, demo=True).notices == ()
            done.touch()
    return folder
