"""What people read is written as each language is: quotes, spaces, and one word for each notion."""

import pytest

from tests.language import mistakes, spelling, texts

PLANTED = {
    "en": [
        ("The network's own sheet.", "a straight apostrophe"),
        ('The "watch" of the network.', "a straight quote"),
        ("The « watch » of the network.", "a quote of another language"),
        ("The “watch of the network.", "a quote left open"),
        ("What is new : three texts.", "a space before a sign"),
        ("What is new ?", "a space before a sign"),
        ("Three  texts.", "two spaces"),
        ("Wait a little...", "three full stops for an ellipsis"),
        ("Read the the sheet.", "a word twice"),
        ("Three texts , two of them new.", "a space before a comma or a full stop"),
        ("Three texts,two of them new.", "no space after a comma"),
        ("Three texts..", "two full stops"),
        ("The sheets (of the network.", "a parenthesis left open"),
        ("Ask the persons of trust.", "a word that the glossary does not say: persons of trust"),
    ],
    "fr": [
        ("L'accord des partenaires.", "a straight apostrophe"),
        ('La "veille" du réseau.', "a straight quote"),
        ("La “veille” du réseau.", "a quote of another language"),
        ("La «\u00a0veille du réseau.", "a quote left open"),
        ("Trois réunions : une par saison.", "no no-break space before a sign"),
        ("Voici: trois réunions.", "no no-break space before a colon"),
        ("Qui décide?", "no no-break space before a sign"),
        ("La « veille\u00a0» du réseau.", "no no-break space after a quote"),
        ("Répondez par e-mail.", "a word that the glossary does not say: e-mail"),
        ("Lisez la la fiche.", "a word twice"),
        ("Appelez le préventeur.", "a word that the glossary does not say: préventeur"),
        ("Trois textes ,dont deux nouveaux.", "a space before a comma or a full stop"),
        ("Plus de 20 % du personnel.", "no no-break space before a unit"),
        ("L’accord de l’ équipe.", "a space after an apostrophe"),
        ("Voyez les l’équipes.", "two articles"),
        ("La réseau se réunit.", "an article of the other gender"),
        ("Adresser un problème.", "a word that the glossary does not say: adresser un problème"),
    ],
    "nl": [
        ("De foto's van de dag.", "a straight apostrophe"),
        ('De "themadag" van het netwerk.', "a straight quote"),
        ("De „themadag” van het netwerk.", "a quote of another language"),
        ("De “themadag van het netwerk.", "a quote left open"),
        ("Drie vergaderingen : één per seizoen.", "a space before a sign"),
        ("De watch van het netwerk.", "a word that the glossary does not say: watch"),
        ("Je vindt de fiche hier.", "a word that the glossary does not say: je"),
        ("De proef is omkeerbaar.", "a word that the glossary does not say: omkeerbaar"),
        ("De thematische dag.", "a word that the glossary does not say: thematische dag"),
        ("Lees de de fiche.", "a word twice"),
        ("Vijf items in de lijst.", "a word that the glossary does not say: items"),
        ("De ‘themadag’ van het netwerk.", "a quote of another language"),
        ("De netwerk komt samen.", "an article of the other gender"),
        ("Een plan,dat werkt.", "no space after a comma"),
        ("Van zodra de fiche er is.", "a word that the glossary does not say: van zodra"),
        ("Het personeels beleid.", "a word that the glossary does not say: personeels beleid"),
    ],
}
ALL_PLANTED = [(lang, *planted) for lang, rows in PLANTED.items() for planted in rows]


@pytest.mark.parametrize("lang", mistakes.LANGUAGES)
def test_each_text_is_written_as_its_language_is(lang):
    wrong = [
        f"{text.where}: {mistake}: {text.said}"
        for text in texts.of(lang)
        for mistake in mistakes.found(text.said, lang)
    ]

    assert wrong == []


@pytest.mark.parametrize("lang", mistakes.LANGUAGES)
def test_each_word_is_spelt_as_in_a_dictionary_or_is_on_our_list(lang):
    assert spelling.unknown((text.said for text in texts.of(lang)), lang) == [], (
        f"mend the word, or put it into tests/language/words.{lang}.txt once it has been looked up"
    )


MISSPELT = {
    "en": "recieve seperate definately adresss occured buisness wich beleive goverment untill",
    "fr": "acceuil dévelopement apeller professionel bienêtre malgrés ettude langguage traivail cadrraage",
    "nl": "verrandering gewestelik instelingen vergaderring oplijding werknemmer welzein netwerrk",
}


@pytest.mark.parametrize("lang", mistakes.LANGUAGES)
def test_a_misspelt_word_is_found(lang):
    for word in MISSPELT[lang].split():
        assert spelling.unknown([f"A {word}."], lang)[-1:] == [word]


def test_keys_and_commands_that_a_message_cites_are_no_words():
    said = "Écrivez «\u00a0statuss: heldd\u00a0», puis vigie directoryy forgett, dit «\u00a0fautte\u00a0»."

    assert spelling.unknown([said], "fr") == ["fautte"]


@pytest.mark.parametrize("lang", mistakes.LANGUAGES)
def test_the_pass_reads_what_people_read(lang):
    assert len(list(texts.of(lang))) > 2000


def found_in(page: str, lang: str) -> list[str]:
    """Return the mistakes of a page."""
    return [wrong for text in texts.page(page, "page") for wrong in mistakes.found(text.said, lang)]


@pytest.mark.parametrize(("lang", "planted", "mistake"), ALL_PLANTED)
def test_a_planted_mistake_is_found_on_a_page(lang, planted, mistake):
    page = f"---\ntitle: Page\n---\nA first line.\n\n- {planted}\n"

    assert mistake in found_in(page, lang)


@pytest.mark.parametrize(("lang", "planted", "mistake"), ALL_PLANTED)
def test_a_planted_mistake_is_found_in_a_front_matter(lang, planted, mistake):
    page = f"---\ndescription: |-\n  {planted}\n---\n"

    assert mistake in found_in(page, lang)


def test_code_addresses_and_words_of_another_language_are_passed_over():
    page = (
        'See `the "code" ...` and [it](a\'b.md), _qu\'il_{ lang=fr }.\n\n```yaml\na: "b"\n```\n\n'
        "<!-- it's --> https://example.org/l'a in docs/watch/x.\n"
    )

    assert found_in(page, "nl") == []


def test_a_notion_has_a_term_in_each_language_and_says_none_of_its_own_forbidden_words():
    for notion in mistakes.glossary():
        for lang in mistakes.LANGUAGES:
            assert not mistakes.never(lang).search(str(notion[lang]).lower()), notion
