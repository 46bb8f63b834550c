from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.errors import ConfigError

ROOT = Path(__file__).parents[2]
LEAST = """\
types:
  - id: news
    labels: {fr: Actualité, nl: Nieuws, en: News}
themes:
  - id: health
    labels: {fr: Santé, nl: Gezondheid, en: Health}
    rules:
      fr: {strong: [santé*]}
"""


def load(tmp_path, text=LEAST):
    (tmp_path / taxonomy.FILE).write_text(text, encoding="utf-8")
    return taxonomy.load(tmp_path)


def faults(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    return caught.value.faults


def test_the_least_taxonomy_is_a_type_and_a_theme(tmp_path):
    found = load(tmp_path)

    assert found.ids("types") == {"news"}
    assert found.themes[0].labels["nl"] == "Gezondheid"
    assert found.themes[0].rules["fr"].strong == ("santé*",)
    assert found.audiences == ()


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("strong:", "strnog:", 8, 'did you mean "strong"?'),
        ("fr: {strong", "xx: {strong", 8, "allowed: fr"),
        ("en: Health}", "en: ''}", 6, "a label is needed; absent: en"),
        ("{fr: Actualité, nl: Nieuws, en: News}", "{}", 3, "a label is needed"),
        (
            "fr: Actualité, nl",
            "nl",
            3,
            "a label is needed in each language of the site; absent: fr",
        ),
        ("id: health", "id: Bad Id", 5, "found"),
        ("santé*", "s*", 8, '"*" needs 3 letters'),
        ("santé*", "san*té", 8, "at the beginning or the end of a word"),
        ("santé*", "'…'", 8, "expected one word or several"),
        ("santé*", "'***'", 8, "expected one word or several"),
        ("themes:", "theme:", 4, 'did you mean "themes"?'),
    ],
)
def test_a_fault_names_its_line_and_what_is_allowed(tmp_path, was, now, line, said):
    told = faults(tmp_path, LEAST.replace(was, now, 1))

    assert any(one.startswith(f"taxonomy.yml:{line}: ") and said in one for one in told), told


def test_an_id_that_stands_twice_is_a_fault_with_both_lines(tmp_path):
    twice = LEAST + "  - id: health\n    labels: {fr: a, nl: b, en: c}\n"

    assert faults(tmp_path, twice) == (
        'taxonomy.yml:9: themes[health].id: the id "health" stands twice (first on line 5)',
    )


def test_a_label_with_a_comma_that_yaml_takes_apart_is_a_fault(tmp_path):
    told = faults(tmp_path, LEAST.replace("fr: Santé,", "fr: Violences, harcèlement,"))

    assert any("harcèlement" in one for one in told)


def test_a_label_is_needed_in_each_language_that_the_site_has_and_in_no_other(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\ntheme: {name: !ENV [X, y]}\n", encoding="utf-8"
    )
    french = LEAST.replace(", nl: Nieuws, en: News", "").replace(", nl: Gezondheid, en: Health", "")

    assert load(tmp_path, french).themes[0].named("nl") == "Santé"

    (tmp_path / "mkdocs.nl.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    assert len([one for one in faults(tmp_path, french) if "absent: nl" in one]) == 2


def test_a_field_of_action_is_one_of_the_themes(tmp_path):
    assert load(tmp_path, LEAST + "fields: [health]\n").ids("fields") == {"health"}

    assert faults(tmp_path, LEAST + "fields: [heath]\n") == (
        'taxonomy.yml:9: fields[#1]: "heath" is no theme of this file; did you mean "health"?',
    )


def test_an_absent_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"taxonomy\.yml: cannot be read"):
        taxonomy.load(tmp_path)


def test_the_shipped_taxonomy_holds_what_the_network_works_with():
    shipped = taxonomy.load(ROOT)

    fields = {"work-content", "health", "skills", "equality", "management", "social-climate"}
    assert fields | {"telework", "psychosocial-risks", "reintegration", "digital"} <= shipped.ids(
        "themes"
    )
    kinds = "law case-law news risk idea tool study event training explainer page-change".split()  # noqa: SIM905
    assert set(kinds) == shipped.ids("types")
    assert shipped.types[0].id == "law"
    assert [step.id for step in shipped.steps] == [
        "framing",
        "state-of-play",
        "experiment",
        "making-it-last",
    ]


def test_each_shipped_theme_can_be_recognised_in_french_dutch_and_english():
    for theme in taxonomy.load(ROOT).themes:
        assert set(theme.synonyms) == {"fr", "nl", "en"}, theme.id
        assert {"fr", "nl"} <= set(theme.rules), theme.id
