"""Finding in the folder itself, and in a copy without a server."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.model import Problem
from knowledge.storage import entry_store
from publish.search import offline, shards
from publish.search.offline import Holdings
from publish.search.records import Record
from vigie.commands import search

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def instance(tmp_path, entry) -> Path:
    for name in ("watch_sources.yml", "taxonomy.yml"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    (tmp_path / "docs" / "fr").mkdir(parents=True)
    (tmp_path / "docs" / "fr" / "law.md").write_text(
        "# La loi\n\n## Harcèlement {#h}\n\nUn texte.\n", "utf-8"
    )
    base = replace(entry(), source="spf-emploi-fr")
    for number, (title, lang) in enumerate(
        [
            ("Charge de travail", "fr"),
            ("Enquête over werkdruk", "nl"),
            ("Les vœux", "fr"),
            ("Geluidshinder", "nl"),
        ]
    ):
        url = f"https://emploi.belgique.be/fr/{number}"
        entry_store.write(
            replace(
                base,
                id=f"000000000{number}",
                title=title,
                url=url,
                lang=lang,
                summary="",
                themes=(),
            ),
            tmp_path,
        )
    return tmp_path


def titles(instance: Path, text: str, **narrowed: str) -> list[str]:
    return [hit.title for hit in search.search(instance, text, **narrowed)]


def test_a_word_finds_its_own_text_first_and_then_its_translation(instance):
    assert titles(instance, "werkdruk") == ["Enquête over werkdruk", "Charge de travail"]


def test_accents_a_mistyped_letter_and_a_part_of_a_compound_do_not_hide_an_entry(instance):
    assert titles(instance, "voeux") == ["Les vœux"]
    assert titles(instance, "geluidshider") == ["Geluidshinder"]
    assert titles(instance, "xqzwvk") == []


def test_hits_are_narrowed_by_language_and_kind(instance):
    assert titles(instance, "werkdruk", lang="fr") == ["Charge de travail"]
    assert titles(instance, "werkdruk", kind="tool") == []
    assert titles(instance, "harceler", kind="page") == ["La loi › Harcèlement"]


def test_a_hit_names_the_original_or_the_page_s_file(instance):
    hits = [*search.search(instance, "charge"), *search.search(instance, "harcèlement")]

    assert [hit.url for hit in hits] == ["https://emploi.belgique.be/fr/0", "docs/fr/law.md#h"]
    assert json.loads(json.dumps(hits[0].data()))["lang"] == "fr"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"title: A: B\n", "line 2"),
        (b"title: Caf\xe9\n", "line 2"),
        (b"title: [x\n", "line 2"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_with_its_line_and_the_others_are_found(
    instance, head, told
):
    (instance / "docs" / "fr" / "broken.md").write_bytes(b"---\n" + head + b"---\n# B\n")
    found: list[str] = []

    hits = search.search(
        instance, "harcèlement", tell=lambda problem: found.append(problems.what(problem, "en"))
    )

    assert [hit.title for hit in hits] == ["La loi › Harcèlement"]
    assert [line.startswith(f"docs/fr/broken.md, {told}: ") for line in found] == [True]


@pytest.mark.parametrize("key", ["on", "no", "off", "yes", "y", "2026"])
def test_a_page_whose_key_is_no_text_in_yaml_1_1_is_found(instance, key):
    page = instance / "docs" / "fr" / "page.md"
    page.write_text(f"---\ntitle: Télétravail\n{key}: 2026-01-01\n---\nDeux jours.\n", "utf-8")
    found: list[Problem] = []

    hits = search.search(instance, "télétravail", kind="page", tell=found.append)

    assert ([hit.title for hit in hits], found) == (["Télétravail"], [])


def test_a_large_folder_is_indexed_for_the_question_only(instance, monkeypatch):
    monkeypatch.setattr(search, "INDEXED_WHOLE", 0)

    assert titles(instance, "werkdruk") == ["Enquête over werkdruk", "Charge de travail"]
    assert titles(instance, "geluidshider") == ["Geluidshinder"]


def test_a_story_in_two_languages_is_one_hit(instance):
    french, dutch = sorted(entry_store.load(instance), key=lambda entry: entry.id)[:2]
    entry_store.write(replace(french, twins={"nl": dutch.url}), instance)

    assert titles(instance, "werkdruk") == ["Enquête over werkdruk"]
    assert titles(instance, "werkdruk", lang="fr") == ["Charge de travail"]


def test_a_copy_names_files_and_has_all_that_its_search_reads(tmp_path):
    site = tmp_path / "site"
    (site / "fr").mkdir(parents=True)
    (site / shards.FOLDER).mkdir()
    (site / shards.FOLDER / "facets.pack").write_text("x")
    (site / "fr" / "index.html").write_text(
        '<a href="months/2026-11/#e-1"></a><a href=".."></a>'
        '<a href="https://x.example/a/"></a><a class="vg-find" data-root="./">'
    )
    held = Holdings(
        [Record({"at": "m/", "title": "</script><b>"}, ((1.0, "mot"),))], {"mots": 1}, {"fr": {}}
    )

    made = dict(offline.files(site, held))
    offline.write(site, held, tmp_path / "one.zip")
    offline.write(site, held, tmp_path / "other.zip")

    assert set(made) == {"fr/index.html", offline.DATA}
    assert made["fr/index.html"].decode() == (
        '<a href="months/2026-11/index.html#e-1"></a><a href="../index.html"></a>'
        '<a href="https://x.example/a/"></a><a class="vg-find" data-offline data-root="./">'
    )
    assert b"</script" not in made[offline.DATA]
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
