"""A new instance: data alone, sound at once, in one language or two, and built by the same code."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from hooks import build
from knowledge import config, site_settings, taxonomy
from knowledge.errors import ConfigError
from knowledge.i18n import locales
from tests.vigie.sheets import put
from vigie import cli, cli_locale
from vigie.commands import init
from vigie.commands.init import Wanted

ROOT = Path(__file__).parents[3]
WANTED = Wanted(
    'Réseau "Mieux travailler"',
    ("fr",),
    "https://example.org/",
    address="https://example.org/veille/",
)
STARTERS = locales.known()
WORDS = cli_locale.words("en")
GUIDE = """---
title: La boussole
description: Une page à nous.
---
# La boussole

Notre texte.
"""


def test_it_holds_data_alone(tmp_path):
    made = init.write(WANTED, tmp_path / "new", WORDS)

    assert {path.suffix for path in made} <= {".yml", ".md", ""}
    assert not list((tmp_path / "new").rglob("*.py"))
    assert not (tmp_path / "new" / "docs" / "nl").exists()


@pytest.mark.parametrize(
    "languages", [("fr",), ("nl",), ("en",), ("fr", "nl"), ("nl", "fr"), ("en", "nl")]
)
def test_its_lists_its_sources_and_its_languages_are_sound(tmp_path, languages):
    init.write(Wanted("A: 'b' \"c\" # d", languages, "mailto:a@example.org"), tmp_path, WORDS)

    assert locales.site_locales(tmp_path) == languages
    assert len(taxonomy.load(tmp_path).fields) == 4
    assert config.load(tmp_path).contact == "mailto:a@example.org"
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert (
        yaml.safe_load(settings.replace("!ENV", ""))["extra"]["contact"] == "mailto:a@example.org"
    )
    told = {found.code for found in site_settings.warnings(tmp_path)}
    assert told == set(site_settings.TO_FILL.values())


def test_each_language_has_the_same_pages_and_the_same_words():
    pages = {lang: {path.name for path in (init.STARTER / lang).iterdir()} for lang in STARTERS}
    words = yaml.safe_load((init.STARTER / "words.yml").read_text(encoding="utf-8"))

    assert {lang: names for lang, names in pages.items() if names != pages["fr"]} == {}
    assert {lang: set(words[lang]) for lang in STARTERS} == {
        lang: set(words["fr"]) for lang in STARTERS
    }


@pytest.mark.parametrize("lang", STARTERS)
def test_its_lists_are_named_and_recognised_in_each_language(lang):
    lists = yaml.safe_load((init.STARTER / "taxonomy.yml").read_text(encoding="utf-8"))

    for term in (one for terms in lists.values() for one in terms if isinstance(one, dict)):
        for name in ("labels", "definition", "rules"):
            assert lang in term.get(name, {lang: ""}), (term["id"], name)


def test_what_stands_there_already_is_never_touched(tmp_path):
    (tmp_path / "taxonomy.yml").write_text("mine", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"taxonomy\.yml: stands there already"):
        init.write(WANTED, tmp_path, WORDS)

    assert [path.name for path in tmp_path.iterdir()] == ["taxonomy.yml"]


def test_a_language_that_the_program_does_not_speak_is_told():
    words = [
        "init",
        "/nowhere/at/all",
        "--name",
        "A",
        "--contact",
        "https://a.example/",
        "--lang",
        "de",
    ]
    done = CliRunner().invoke(cli.app, words)

    assert isinstance(done.exception, ConfigError)
    assert "a site is in one or several of: en, fr, nl" in str(done.exception)


def test_labels_in_its_one_language_are_enough_for_its_schemas_and_templates(tmp_path):
    init.write(WANTED, tmp_path, WORDS)
    lists = yaml.safe_load((tmp_path / "taxonomy.yml").read_text(encoding="utf-8"))
    for term in (one for terms in lists.values() for one in terms if isinstance(one, dict)):
        del term["labels"]["nl"]
    (tmp_path / "taxonomy.yml").write_text(
        yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8"
    )

    done = CliRunner().invoke(cli.app, ["--root", str(tmp_path), "schema"])

    assert (done.exception, done.exit_code) == (None, 0)
    told = (tmp_path / "schemas" / "practice.schema.json").read_text(encoding="utf-8")
    assert '"Faire durer"' in told
    assert not (tmp_path / "docs" / "nl").exists()


def organisation(lang: str) -> str:
    """Write an organisation in one language."""
    return (
        f"names: {{{lang}: Example}}\nkind: public-service\nscope: regional\nmember: no\n"
        f"languages: [{lang}]\nroles:\n  - {{id: desk, title: {{{lang}: Desk}}}}\n"
    )


def practice(lang: str) -> list[str]:
    """Answer all that a practice needs, as options of `vigie new`."""
    shared = {
        "organisation": "example",
        "life": "[{state: idea, on: 2026-01-12}]",
        "fields": "[work]",
        "steps": "[try]",
        "substance": "comfort",
    }
    keys = ("title", "description", "context", "done", "participation", "means", "transfer")
    texts = {f"{lang}.{key}": f"A {key}." for key in keys}
    return [word for item in (shared | texts).items() for word in ("--set", "=".join(item))]


@pytest.mark.parametrize("lang", STARTERS)
def test_a_network_in_one_language_writes_its_first_sheets_and_checks_them(lang, tmp_path):
    def vigie(*words: str) -> Result:
        return CliRunner().invoke(cli.app, ["--lang", lang, "--root", str(tmp_path), *words])

    init.write(Wanted("A", (lang,), "https://a.example/"), tmp_path, WORDS)
    put(tmp_path, "docs/directory/example.yml", organisation(lang))

    made = vigie("new", "practice", "first", *practice(lang), "--lang", lang)
    checked = vigie("check", "--json")

    assert (made.exit_code, made.exception) == (0, None), made.output
    assert (tmp_path / "docs" / lang / "practices" / "first.md").is_file()
    assert checked.exit_code == 0
    # What a new instance has to fill in, and nothing else.
    examples = {*site_settings.TO_FILL.values(), "crawler_example"}
    assert {found["code"] for found in json.loads(checked.stdout)} == examples


def test_the_mistakes_of_an_english_sheet_are_told_in_english(tmp_path):
    init.write(Wanted("A", ("en",), "https://a.example/"), tmp_path, WORDS)
    page = "---\norganisation: nobody\ntitel: x\n---\n# Too high\n"
    put(tmp_path, "docs/en/practices/first.md", page)

    result = CliRunner().invoke(cli.app, ["--root", str(tmp_path), "check"])

    assert result.exit_code == 2
    assert "error, line 3: there is no key “titel” here" in result.stdout
    # A key that is misspelt is not said to be missing as well.
    assert "“Title” is missing" not in result.stdout
    assert "“Summary” is missing" in result.stdout
    assert "errors, " in result.stdout


@pytest.mark.site
def test_a_french_network_with_four_fields_other_sources_colours_and_logo_is_built_from_data_alone(
    tmp_path,
):
    root = tmp_path / "instance"
    init.write(WANTED, root, WORDS)
    (root / "docs" / "fr" / "assets").mkdir()
    shutil.copy(
        ROOT / "overrides" / "assets" / "vigie-icon.svg",
        root / "docs" / "fr" / "assets" / "logo.svg",
    )
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  # logo: assets/logo.svg", "  logo: assets/logo.svg").replace(
        "#0b3d4f", "#5b1a4a"
    )
    settings = settings.replace("      - about.md\n", "      - about.md\n      - compass.md\n")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "docs" / "fr" / "compass.md").write_text(GUIDE, encoding="utf-8")

    site = build.build(root, tmp_path / "site")

    home = (tmp_path / "site" / "fr" / "index.html").read_text(encoding="utf-8")
    assert site.notices == ()
    assert (
        "Réseau &#34;Mieux travailler&#34;" in home or "Réseau &quot;Mieux travailler&quot;" in home
    )
    assert "#5b1a4a" in home
    assert "assets/logo.svg" in home
    assert 'class="vg-languages"' not in home
    assert not (tmp_path / "site" / "nl").exists()
    assert yaml.safe_load((root / "taxonomy.yml").read_text(encoding="utf-8"))["fields"]
