"""A whole instance, built once: the repository's own pages and settings, composed entries and kits,
and none of its code.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from hooks import build
from knowledge import health
from knowledge.health import Health, Run, SourceHealth
from knowledge.model import Change, Entry, EntryDocument, Why
from knowledge.storage import entry_store
from tests.vigie.sheets import begin, practice, put

from .windows import served

# A page of each kind of tools and kits.
KIT_PAGES = (
    "tools/",
    "tools/meeting/",
    "toolkits/",
    "toolkits/start/",
    "toolkits/lent/",
    "communication-kits/",
    "communication-kits/announce/",
)
REPOSITORY = Path(__file__).parents[2]
SETTINGS = (
    "mkdocs.yml",
    "mkdocs.nl.yml",
    "watch_sources.yml",
    "taxonomy.yml",
    "feeds.yml",
    "take_part.yml",
)
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
# The day by which the site is built: the last one on which it may name a person.
LAST_DAY = date(2026, 11, 25)
PERSON = "Zéphyrine Quatrebarbes"
MAILBOX = "qvt@actiris.example"
ACTIRIS = f"""names: {{fr: Actiris, nl: Actiris}}
kind: regional-body
scope: regional
member: yes
roles:
  - id: permanent-member
    title: {{fr: Membre effectif, nl: Effectief lid}}
    seat: permanent
    mailbox: {MAILBOX}
    person: {{id: p-1, name: {PERSON}, legal_basis: mission, last_verified: 2026-10-05, expires: {LAST_DAY}}}
  - id: alternate
    title: {{fr: Membre suppléant, nl: Plaatsvervangend lid}}
    seat: alternate
"""
OWN = """extra:
  announcement: {text: "Réunion <b>le 3</b>", url: "https://a.example/"}
  colours: {primary: "#402040"}"""
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
    for name in SETTINGS:
        shutil.copy(REPOSITORY / name, root / name)
    for lang in ("fr", "nl"):
        shutil.copytree(REPOSITORY / "docs" / lang, root / "docs" / lang)
        for kind in ("events", "practices", "questions"):
            shutil.copytree(PEOPLE / lang / kind, root / "docs" / lang / kind, dirs_exist_ok=True)
    for shared in ("directory", "bibliography"):
        shutil.copytree(REPOSITORY / "docs" / shared, root / "docs" / shared)
    shutil.copytree(PEOPLE / "directory", root / "docs" / "directory", dirs_exist_ok=True)
    (root / "docs" / "directory" / "actiris.yml").write_text(ACTIRIS, "utf-8")
    shutil.copytree(REPOSITORY / "tests" / "kits" / "docs", root / "docs", dirs_exist_ok=True)
    shutil.copytree(PEOPLE.with_name("data"), root / "data")
    extra = root / "docs" / "nl" / "extra.md"
    extra.write_text("# Alleen in het Nederlands\n\nTekst.\n", "utf-8")
    return gathered(root)


def gathered(root: Path) -> Path:
    """Put the entries in, what is known of the sources, and a week that a person introduced."""
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


def own(root: Path) -> Path:
    """Lay out an instance of a few pages, with the same entries, a person's role, and a line,
    colours and a logo of its own.
    """
    begin(root)
    shutil.copy(REPOSITORY / "feeds.yml", root)
    watch = yaml.safe_load((root / "watch_sources.yml").read_text(encoding="utf-8"))
    read = {"anact", *(entry.source for entry in entries())}
    watch["sources"] = [source for source in watch["sources"] if source["id"] in read]
    put(root, "watch_sources.yml", yaml.safe_dump(watch))
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("extra:", OWN, 1)
    (root / "mkdocs.yml").write_text(f"{settings}\ntheme:\n  logo: assets/own.svg\n", "utf-8")
    put(root, "docs/directory/actiris.yml", ACTIRIS)
    for lang in ("fr", "nl"):
        put(root, f"docs/{lang}/assets/own.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
        put(root, f"docs/{lang}/index.md", "# Vigie\n")
        put(root, f"docs/{lang}/law.md", "# Vigie law\n")
        put(root, f"docs/{lang}/practices/reunion.md", practice(lang))
    return gathered(root)


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the instance."""
    return furnish(tmp_path_factory.mktemp("instance"))


def demonstration(root: Path, folder: Path) -> None:
    """Build the site, with the banner of a demonstration, and its copy for use without a server."""
    built = build.build(
        root, folder / "site", demo=True, copy=folder / "offline.zip", today=LAST_DAY
    )
    assert built.notices == ()


@pytest.fixture(scope="session")
def built(instance: Path, once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the folder of the built site and its copy for use without a server."""
    return once("built", lambda folder: demonstration(instance, folder))


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """Give the folder of the built site."""
    return built / "site"


@pytest.fixture(scope="session")
def offline(built: Path) -> Path:
    """Give the copy of the site for use without a server."""
    return built / "offline.zip"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the instance of a few pages."""
    return own(tmp_path_factory.mktemp("small"))


def day_after(root: Path, folder: Path) -> None:
    """Build the site as it is the day after the last one of a name, and its copy."""
    day = LAST_DAY + timedelta(days=1)
    build.build(root, folder / "site", copy=folder / "offline.zip", today=day)


@pytest.fixture(scope="session")
def next_day(small: Path, once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the folder of the small instance's site of the day after, and of its copy."""
    return once("next-day", lambda folder: day_after(small, folder))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine; give the address."""
    with served(site) as here:
        yield here
