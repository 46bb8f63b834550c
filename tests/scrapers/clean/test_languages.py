import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.source import Source
from scrapers.clean import languages

FRENCH = "Risques psychosociaux : une fiche pour les petites équipes"
DUTCH = "Psychosociale risico's: een fiche voor kleine teams"
ENGLISH = "Psychosocial risks: a new factsheet for small teams"
NAME = "OiRA 2027"
ADDRESS = "https://spf.be/a"


def source(**keys):
    return Source(id="spf", name="SPF", url="https://spf.be/", **keys)


def of(*words, stated="", address=ADDRESS, **keys):
    return languages.of(words, stated, address, source(**keys))


@pytest.mark.parametrize(("title", "lang"), [(FRENCH, "fr"), (DUTCH, "nl"), (ENGLISH, "fr")])
def test_the_words_choose_among_the_languages_of_the_source_alone(title, lang):
    assert of(title, langs=("fr", "nl")) == lang


@pytest.mark.parametrize("stated", ["en-us", "en", "EN_GB", "nl-BE"])
@pytest.mark.parametrize("title", [FRENCH, "Télétravail", "Le sens du travail"])
def test_a_language_that_is_stated_and_wrong_is_overruled(title, stated):
    assert of(title, stated=stated) == "fr"
    assert of(title, stated=stated, langs=("fr", "nl")) == "fr"


def test_english_that_a_program_states_of_a_mere_name_is_not_believed():
    assert of(NAME, stated="en-us") == "fr"
    assert of(NAME, stated="en-us", langs=("nl", "fr"), lang="nl") == "nl"
    assert of(NAME, stated="en-us", address="https://spf.be/en/a") == "en"


def test_a_page_in_the_other_language_is_in_it_on_whatever_host_and_path():
    assert of(DUTCH, stated="nl") == "nl"
    assert of(DUTCH, address="https://spf.be/nl/a") == "nl"
    assert of(FRENCH, stated="nl", address="https://spf.be/nl/a") == "fr"
    assert of(FRENCH, stated="nl", lang="nl", langs=("nl", "fr")) == "fr"


def test_a_name_in_no_language_is_in_the_one_stated_then_in_that_of_its_path():
    assert of(NAME, stated="nl", address="https://spf.be/fr/a", langs=("fr", "nl")) == "nl"
    assert of(NAME, address="https://spf.be/nl/a", langs=("fr", "nl")) == "nl"
    assert of(NAME, stated="de", address="https://spf.be/de/a", langs=("fr", "nl")) == "fr"


def test_the_summary_tells_where_the_title_does_not():
    assert of(NAME, DUTCH, langs=("fr", "nl")) == "nl"
    assert of(FRENCH, "The post appeared first on SPF.", langs=("fr", "en")) == "fr"


def test_what_has_no_words_is_in_the_language_of_the_source():
    assert of("", "", langs=("nl", "fr"), lang="nl") == "nl"
    assert of("2026", stated="zz", address=ADDRESS) == "fr"


def test_sources_that_are_read_side_by_side_do_not_narrow_each_other():
    pairs = [("fr", "nl"), ("fr", "en"), ("en", "nl"), ("fr", "nl", "en", "de")]

    def spoken(langs):
        return [of(title, langs=langs, lang=langs[0]) for title in (FRENCH, ENGLISH, DUTCH)]

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(spoken, pairs * 5))

    assert told == list(map(spoken, pairs * 5))


def test_the_command_starts_without_the_model():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, vigie.cli, scrapers.pipeline; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not {"py3langid", "numpy"} & set(found.stdout.split())


def test_the_model_holds_the_languages_that_a_source_may_have_and_no_other():
    model = languages._model()

    assert set(model.nb_classes) == set(languages._SPOKEN)
