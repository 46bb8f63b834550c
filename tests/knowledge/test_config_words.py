"""What is told of a configuration file, in the reader's language."""

import pytest

from knowledge import config_words, problems
from knowledge.model import Problem


@pytest.mark.parametrize(
    ("found", "fr", "nl"),
    [
        (
            'sources[a].type: found "lwa", which is not in taxonomy.yml under `types`; '
            'allowed: idea, law; did you mean "law"?',
            "sources[a].type : on trouve « lwa », qui ne figure pas dans taxonomy.yml sous `types` ; "
            "permis : idea, law ; vouliez-vous écrire « law » ?",
            "sources[a].type: gevonden „lwa”, wat in taxonomy.yml niet onder `types` staat; "
            "toegelaten: idea, law; bedoelde u „law”?",
        ),
        (
            "defaults.pause_seconds: found 'x'; input should be a valid number, unable to parse",
            "defaults.pause_seconds : on trouve 'x' ; on attend un nombre",
            "defaults.pause_seconds: gevonden 'x'; verwacht een getal",
        ),
        (
            "sources[#2].id: this key is required and absent",
            "sources[#2].id : cette clé est obligatoire et manque",
            "sources[#2].id: deze sleutel is verplicht en ontbreekt",
        ),
        (
            "is not UTF-8 text; save it as UTF-8",
            "n’est pas un texte en UTF-8 ; enregistrez-le en UTF-8",
            "is geen UTF-8-tekst; bewaar het als UTF-8",
        ),
        (
            "the file: a strange thing",
            "le fichier : a strange thing",
            "het bestand: a strange thing",
        ),
    ],
)
def test_each_sentence_is_told_in_the_readers_language(found, fr, nl):
    assert config_words.told(found, "fr").replace("\u00a0", " ") == fr
    assert config_words.told(found, "nl") == nl


def test_a_problem_of_a_file_is_told_so():
    problem = Problem("configuration", {"path": "a.yml", "line": "3", "found": "x: unknown key"})

    assert "clé inconnue" in problems.what(problem, "fr")
    assert "unknown key" in problems.what(problem, "en")
