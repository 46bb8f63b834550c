"""What is wrong in mkdocs.yml, told with its line before a build refuses it."""

import pytest
from mkdocs.config.defaults import MkDocsConfig

from knowledge import site_settings

RIGHT = """INHERIT: !ENV [VIGIE_BASE, mkdocs.base.yml]
site_name: Un réseau
theme: {language: fr}
nav:
  - Accueil: index.md
  - weeks/index.md
  - Ailleurs:
      - Site: https://example.org/
extra:
  default_root_url: https://example.org/
  colours: {primary: "#0b3d4f", accent: teal}
  bulletin_order: [law, [event, training]]
"""


@pytest.fixture
def told(tmp_path):
    (tmp_path / "docs/fr").mkdir(parents=True)
    (tmp_path / "docs/fr/index.md").touch()

    def of(text):
        (tmp_path / "mkdocs.yml").write_bytes(text.encode())
        return [(one.line, one.facts["found"]) for one in site_settings.problems(tmp_path)]

    return of


def test_right_settings_have_no_mistake(told):
    assert told(RIGHT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("index.md", "accueil.md", 5, 'nav: found "accueil.md", which is no page of this site'),
        ("weeks/index.md", "/index.md", 6, 'nav: found "/index.md", which is no page'),
        ("weeks/index.md", "weeks/", 6, 'nav: found "weeks/"'),
        ("weeks/index.md", "5", 6, "nav: expected a page"),
        (
            "https://example.org/\nextra",
            "www.example.org\nextra",
            8,
            'nav: found "www.example.org"',
        ),
        ("theme", "themes", 3, 'themes: unknown key; did you mean "theme"?'),
        ("Un réseau", "5", 2, "site_name: found 5; input should be a valid string"),
        ("site_name", "# site_name", 1, "site_name: this key is required and absent"),
        ("Un réseau", "Un: réseau", 2, "is not valid YAML: a value holds a colon"),
        ("[law, [event, training]]", "law", 12, "extra.bulletin_order: found 'law'"),
        ("  bulletin_order", "  meetings_per_year: beaucoup\n  x", 12, "extra.meetings_per_year:"),
        ("https://example.org/\n  c", "http://[x\n  c", 10, "extra.default_root_url: found"),
        ('{primary: "#0b3d4f", accent: teal}', "[a]", 11, "extra.colours: found ['a']"),
        (
            "extra:",
            "extra:\n  contact: chez nous",
            10,
            "extra.contact: found 'chez nous'; expected an",
        ),
        ("extra:", "extra:\n  repository: github.com/a/b", 10, "extra.repository: found"),
        ("extra:", "docs_dir: docs/xx\nextra:", 9, 'docs_dir: found "docs/xx"'),
    ],
)
def test_a_mistake_is_told_on_its_line(told, right, wrong, line, said):
    assert RIGHT.count(right) >= 1

    found = told(RIGHT.replace(right, wrong, 1))

    assert [at for at, _ in found] == [line]
    assert found[0][1].startswith(said)


@pytest.mark.parametrize(
    "colour",
    [
        "red;}body{background:url(//x)}",
        "</style><script>alert(1)</script>",
        "url(javascript:1)",
        "expression(1)",
        "#0b3d4",
        "red/**/",
        "var(--x)",
        "r\u0435d",
        "\\72 ed",
        "red\n",
    ],
)
def test_a_colour_is_a_colour_and_nothing_else(told, colour):
    quoted = colour.replace("\\", "\\\\").replace("\n", "\\n")

    (fault,) = told(RIGHT.replace("#0b3d4f", quoted))

    assert fault[0] == 11
    assert "expected a colour" in fault[1]


def test_every_key_of_the_generator_is_known():
    known = {key for key, _ in MkDocsConfig()._schema}

    # MkDocs itself refuses the two that it had before.
    assert known - {"pages", "google_analytics"} <= set(site_settings.KEYS)


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("extra:\n  contact: qvt@network.be\n", None),
        ("extra:\n  contact: https://network.be/form\n", None),
        ("extra:\n  contact: ''\n", 2),
        ("extra: {}\n", 2),
        ("extra:\n", 2),
        ("", 1),
    ],
)
def test_that_nobody_is_there_to_write_to_is_worth_knowing_and_no_mistake(tmp_path, contact, line):
    text = "site_name: Un réseau\n" + contact
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    found = list(site_settings.warnings(tmp_path))

    assert [(one.code, one.line) for one in found] == [("contact_missing", line)] * bool(line)
    assert not [one for one in site_settings.problems(tmp_path) if "contact" in str(one.facts)]


FILLED = """site_name: Un réseau
extra:
  contact: qvt@network.be
  owner: {name: Institution A, url: "https://a.be/"}
  licence: CC-BY-4.0
  open_data:
    publisher: {name: Institution A}
    licence: {id: CC0-1.0}
"""


@pytest.mark.parametrize(
    ("filled", "example", "found"),
    [
        ("qvt@network.be", "qvt@example.org", ("contact_example", 3)),
        ("qvt@network.be", "https://www.example.com/form", ("contact_example", 3)),
        ('{name: Institution A, url: "https://a.be/"}', "'exemple : x'", ("owner_example", 4)),
        ("CC-BY-4.0", '"voorbeeld: in te vullen"', ("licence_example", 5)),
        ("{name: Institution A}", '{name: "EXAMPLE: x"}', ("publisher_example", 7)),
        ("{id: CC0-1.0}", "{name: 'example : x'}", ("data_licence_example", 8)),
    ],
)
def test_each_setting_that_is_an_example_is_told_until_it_is_filled(
    tmp_path, filled, example, found
):
    path = tmp_path / "mkdocs.yml"
    path.write_text(FILLED, encoding="utf-8")
    assert not list(site_settings.warnings(tmp_path))

    path.write_text(FILLED.replace(filled, example), encoding="utf-8")

    assert [(one.code, one.line) for one in site_settings.warnings(tmp_path)] == [found]
