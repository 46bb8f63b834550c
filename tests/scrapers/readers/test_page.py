"""A watched page -> the text that a person sees, and only that."""

from dataclasses import replace

import pytest

from knowledge.errors import ReadError
from scrapers.readers import page
from tests.scrapers.readers.pages import HOME, snapshot, source

TEXT = "<h2>Le cadre</h2><p>La loi du 4&nbsp;août 1996.</p><ul><li>Un</li><li>Deux</li></ul>"


def text(main=TEXT, *, around="", attributes="", **options):
    main = f"<main {attributes}><h1>Bien-être</h1><div class='body'>{main}</div></main>"
    body = f"<html lang='fr'><body>{around}{main}</body></html>"
    (raw,) = page.read(snapshot(body), source("page", options=options))
    return raw.text.splitlines()


def test_the_text_has_one_paragraph_a_line():
    assert text(body=".body") == ["Le cadre", "La loi du 4 août 1996.", "Un", "Deux"]


@pytest.mark.parametrize(
    "noise",
    [
        "<script>nonce='a1'</script>",
        "<style>.a{}</style>",
        "<form><input name='form_build_id' value='x'><p>Votre avis</p></form>",
        "<nav><a href='/x'>Menu</a></nav>",
        "<aside><p>À lire</p></aside>",
        "<p>Imprimé le 15/11/2026</p>",
        "<p>1 234 vues</p>",
        "<p>Dernière mise à jour : 12 novembre 2026</p>",
        "<p>Laatst aangepast: 2/9/2021</p>",
        "<p>Page consultée 12 fois</p>",
        "<div class='share-buttons'>Partager</div>",
        "<div class='eu-cookie-compliance-banner'>Cookies</div>",
        "<!-- 12:00:03 -->",
        "<p class='visually-hidden'>caché</p>",
        "<p hidden>caché</p>",
        "<p>Sur cette page</p>",
        "<img src='x'>",
        "<p>&nbsp;\u200b</p>",
        "<h2>À lire aussi</h2><p>Un autre article</p>",
    ],
)
def test_what_moves_without_meaning_is_no_text(noise):
    assert text(TEXT + noise) == text(TEXT)


def test_the_same_letters_written_in_another_way_are_no_change():
    assert text("<p>l’équipe\u00a0: été</p>") == text("<p>l’e\u0301quipe :\n  <b>été</b></p>")


def test_a_changed_word_is_a_change():
    assert text("<p>Deux jours par semaine.</p>") != text("<p>Trois jours par semaine.</p>")


def test_what_the_source_calls_noise_is_left_out():
    assert text(TEXT + "<p class='weather'>Il pleut</p>", remove=(".weather",)) == text(TEXT)


def test_nested_matches_of_the_selector_are_read_once():
    assert text("<div class='body'><p>Une fois</p></div>", body=".body") == ["Une fois"]


@pytest.mark.parametrize(
    "body", ["<html><title>Actualités</title><main></main></html>", "<main><p>x</p></main>", ""]
)
def test_a_page_without_its_text_is_a_site_that_changed(body):
    with pytest.raises(ReadError) as caught:
        list(page.read(snapshot(body), source("page", options={"body": ".body"})))

    assert caught.value.problem.code == "shape_page"
    assert caught.value.problem.facts["url"] == HOME


def refusal(body, *, url=HOME, asked=HOME):
    with pytest.raises(ReadError) as caught:
        list(page.read(replace(snapshot(body, url), asked=asked), source("page")))
    return caught.value.problem.code


@pytest.mark.parametrize(
    "notice",
    [
        "<title>Site en maintenance</title><h1>Nous revenons bientôt</h1>",
        "<h1>Bien-être</h1><p>Le site est en maintenance. Merci de revenir.</p>",
        "<h1>Service momentanément indisponible</h1>",
        "<h1>Page introuvable</h1><p>La page que vous cherchez n’existe pas.</p>",
        "<h1>Maintenance</h1>",
        "<title>503</title><p>The service is temporarily unavailable.</p>",
        "<h1>We'll be back soon!</h1>",
        "<h1>Onze website is momenteel in onderhoud</h1><p>Probeer later opnieuw.</p>",
        "<p>Deze pagina is tijdelijk niet beschikbaar.</p>",
        "<h1>Pagina niet gevonden</h1>",
        "<h1>Erreur interne</h1>",
        "<p>Nous effectuons actuellement une opération de maintenance.</p>",
        "<h1>Erreur</h1><p>Une erreur est survenue. Veuillez réessayer plus tard.</p>",
        "<h1>Oups</h1><p>Oups ! Cette page n’existe plus.</p>",
        "<p>Votre session a expiré. Veuillez vous reconnecter.</p>",
        "<h1>Cookies</h1><p>Nous utilisons des cookies. Acceptez-vous les cookies ?</p>",
        "<h1>Fout</h1><p>Er is een fout opgetreden. Probeer het later opnieuw.</p>",
        "<h1>Sorry</h1><p>De gevraagde pagina werd niet gevonden.</p>",
        "<p>We zijn bezig met werkzaamheden aan de site, kom later terug.</p>",
        "<p>U moet zich aanmelden om deze pagina te bekijken.</p>",
        "<h1>Error</h1><p>Something went wrong.</p>",
        "<h1>504</h1><p>Gateway time-out</p>",
        "<p>Sorry, the page you are looking for could not be found.</p>",
        "<p>Please log in to see this page.</p>",
    ],
)
def test_a_notice_in_place_of_the_page_is_not_its_text(notice):
    assert refusal(f"<html><body><main>{notice}</main></body></html>") == "page_notice"


@pytest.mark.parametrize(
    "words",
    [
        "La maintenance des machines est confiée à une personne compétente.",
        "Het onderhoud van de arbeidsmiddelen gebeurt door een bevoegd persoon.",
        "Le service interne conseille l’employeur. Il revient sur place chaque année.",
        "Le travailleur temporairement indisponible garde son salaire.",
        "En cas d’erreur, l’employeur avertit le travailleur.",
        f"Vous devez vous connecter pour signer. {'L’employeur prend les mesures. ' * 12}",
        f"Le site est en maintenance samedi. {'L’employeur prend les mesures. ' * 60}",
    ],
)
def test_a_text_that_speaks_of_maintenance_is_a_text(words):
    assert text(f"<p>{words}</p>")


@pytest.mark.parametrize(
    "there",
    [
        "/",
        "/fr/",
        "/fr",
        "/login?next=x",
        "/fr/user/login",
        "/sso/start",
        "/nl/aanmelden",
        "/404",
        "/error.aspx?path=/x",
    ],
)
def test_a_redirect_to_the_home_or_to_a_login_is_not_the_page(there):
    body = f"<html><body><main><h1>Bienvenue</h1>{TEXT}</main></body></html>"

    assert refusal(body, url=f"https://site.example{there}") == "page_elsewhere"


def test_a_redirect_to_another_place_of_the_same_page_is_the_page():
    body = f"<html><body><main><h1>Bien-être</h1>{TEXT}</main></body></html>"
    moved = replace(snapshot(body, "https://site.example/fr/nouveau/bien-etre"), asked=HOME)

    assert list(page.read(moved, source("page")))


def test_a_form_that_asks_for_a_password_is_not_the_page():
    body = "<html><body><main><h1>Espace</h1><input type='Password'></main></body></html>"

    assert refusal(body) == "page_elsewhere"
