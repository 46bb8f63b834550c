"""What is written in one language only, and which translations lag behind their originals."""

import pytest

from knowledge.sheets import collection, page_index

ABOUT = "---\ndescription: Qui tient ce site.\n---\n# À propos\n\nUn texte.\n"


@pytest.fixture
def root(tmp_path):
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        (tmp_path / name).write_text("site_name: X\n", encoding="utf-8")
    return tmp_path


def write(root, path, text):
    (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / path).write_text(text, encoding="utf-8")


def load(root):
    return page_index.load(root, collection.load(root))


def state(root):
    return next(one.fingerprint for one in load(root) if one.lang == "fr")


def translated(root):
    return f"---\ntranslation: {{of: fr, hash: {state(root)}}}\n---\n# Over deze site\n"


def test_a_page_of_one_language_is_lacking_in_the_other(root):
    write(root, "fr/about.md", ABOUT)
    write(root, "nl/law.md", "# Wetgeving\n")

    found = [
        (one.path, one.title, lang) for one, lang in page_index.lacking(load(root), ("fr", "nl"))
    ]

    assert found == [("law.md", "Wetgeving", "fr"), ("about.md", "À propos", "nl")]


def test_a_weeks_introduction_may_stand_in_one_language(root):
    write(root, "fr/weeks/2026-W47.md", "# Le mot\n")

    assert load(root) == ()


def test_a_translation_lags_once_its_original_says_something_else(root):
    write(root, "fr/about.md", ABOUT)
    write(root, "nl/about.md", translated(root))
    fresh = list(page_index.lagging(load(root)))
    write(root, "fr/about.md", ABOUT + "\nUn mot de plus.\n")

    lagging = [(one.lang, original.lang) for one, original in page_index.lagging(load(root))]

    assert (fresh, lagging) == ([], [("nl", "fr")])


def test_spaces_at_the_ends_of_lines_change_nothing(root):
    write(root, "fr/about.md", ABOUT)
    before = state(root)

    write(root, "fr/about.md", ABOUT.replace("Un texte.", "Un texte.  "))

    assert state(root) == before


def test_a_page_without_a_front_matter_is_all_text(root):
    write(root, "fr/about.md", "# À propos\n")
    before = state(root)

    write(root, "fr/about.md", "# À propos de nous\n")

    assert state(root) != before
