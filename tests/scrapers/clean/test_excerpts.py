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
    "only", ["Image", "[…]", "(477 KB)", "Ajouter à ma liste de lecture", "Lire la suite"]
)
def test_a_text_is_never_emptied(only):
    assert excerpts.summary(only, 200) == only


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(min_value=0, max_value=250))
def test_an_excerpt_is_never_longer_than_the_source_allows(written, max_chars):
    assert len(excerpts.summary(written, max_chars)) <= max_chars
