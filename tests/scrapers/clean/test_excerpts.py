import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean import excerpts

LEAD = "Une phrase assez longue qui est imprimée."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"Sur cette page {LEAD}", LEAD),
        (f"Op deze pagina: {LEAD}", LEAD),
        ("Sur cette page, vous trouverez tout.", "Sur cette page, vous trouverez tout."),
        ("Image Le guide est là.", "Le guide est là."),
        ("Image de soi et travail.", "Image de soi et travail."),
        ("Vous êtes ici : Accueil > Actualités > Le kit agit", "Le kit agit"),
        ("Ajouter à ma liste de lecture Le kit agit", "Le kit agit"),
        ("Partager sur Facebook LinkedIn X Le kit agit", "Le kit agit"),
        ("Le guide (477 KB) est là.", "Le guide est là."),
        ("Le code (PDF, 5.63 Mo) est paru.", "Le code (PDF, 5.63 Mo) est paru."),
        ("Le texte. [&hellip;]", "Le texte."),
        ("Le texte [...]", "Le texte"),
        ("Le texte. Lire la suite", "Le texte."),
        ("De tekst. Lees meer »", "De tekst."),
        ("Un texte pour en savoir plus.", "Un texte pour en savoir plus."),
        ("Texte. L’article Titre est apparu en premier sur La Fabrique Spinoza.", "Texte."),
        ("Tekst. Het bericht Titel verscheen eerst op Site.", "Tekst."),
        (f"{LEAD} {LEAD}", LEAD),
        (f"{LEAD} {LEAD} Et la suite.", f"{LEAD} Et la suite."),
        ("5 NOVEMBRE 2026. - Arrêté royal", "5 NOVEMBRE 2026. - Arrêté royal"),
        ("<p>Lead&nbsp;: <b>oui</b></p>", "Lead : oui"),
    ],
)
def test_the_words_of_the_frame_go_and_those_of_the_text_stay(written, expected):
    assert excerpts.summary(written, 200) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Vous êtes ici parce que vous cherchez un emploi.",
        "Partager sur LinkedIn ses succès nuit parfois au repos.",
        "Delen op Facebook mag, maar niet tijdens het werk.",
        "Sur cette page, vous trouverez tout.",
        "On this page we explain the law.",
    ],
)
def test_a_real_first_sentence_stays(sentence):
    assert excerpts.summary(f"{sentence} Et la suite.", 200) == f"{sentence} Et la suite."


@pytest.mark.parametrize(
    "secret",
    [
        "anne.dupont@exemple.be",
        "anne.dupont+x@mail.exemple.gov.be",
        "anne.dupont (at) exemple.be",
        "anne[arobase]exemple[point]be",
        "+32 2 123 45 67",
        "+32 (0)2 123 45 67",
        "+32475123456",
        "0032 475 12 34 56",
        "02/123.45.67",
        "02 123 45 67",
        "(02) 123 45 67",
        "0475 12 34 56",
        "0475/12.34.56",
        "0475123456",
        "0800 12 345",
        "04 71 23 45 67",
        "020-1234567",
        "+33 1 23 45 67 89",
        "+31 20 123 45 67",
    ],
)
def test_an_address_or_a_number_of_a_person_is_masked(secret):
    masked = excerpts.summary(f"Inscriptions : {secret}, avant vendredi.", 200)

    assert masked == "Inscriptions : […], avant vendredi."
    assert excerpts.summary(f"Appelez le {secret}.", 200) == "Appelez le […]."


@pytest.mark.parametrize(
    "kept",
    [
        "Le 09/11/2026 à 10 h 30",
        "Du 09.11.2026 au 10.11.2026",
        "Le 01 02 2026",
        "2026-11-09",
        "09-11-2026 10:30",
        "L’arrêté royal 2026012345",
        "Numac : 2026991203",
        "1 000 000 000 euros",
        "0,123456789",
        "ISBN 978-2-07-036822-8",
        "BE68 5390 0754 7034",
        "BCE 0877.123.456",
        "Le 107 et le 1733",
        "De 2020 à 2026, 02 à 04",
        "La loi du 4 août 1996, art. 32/1",
        "@spfemploi dit tout",
        "R & D @ travail",
    ],
)
def test_what_is_no_address_and_no_number_stays(kept):
    assert excerpts.summary(kept, 200) == kept


@pytest.mark.parametrize(
    "only", ["Image", "[…]", "(477 KB)", "Ajouter à ma liste de lecture", "Lire la suite"]
)
def test_a_text_is_never_emptied(only):
    assert excerpts.summary(only, 200) == only


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(min_value=0, max_value=250))
def test_an_excerpt_is_never_longer_than_the_source_allows(written, max_chars):
    assert len(excerpts.summary(written, max_chars)) <= max_chars
