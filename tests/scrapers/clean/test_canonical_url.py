import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean import canonical_url

HOME = "https://emploi.belgique.be/fr/actualites"


def canonical(address, home=HOME):
    return canonical_url.canonical(address, HOME, home)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/fr/actualites/a", "https://emploi.belgique.be/fr/actualites/a"),
        ("a", "https://emploi.belgique.be/fr/a"),
        ("//x.be/a", "https://x.be/a"),
        ("  https://x.be/a\n", "https://x.be/a"),
        ("HTTPS://X.BE/A", "https://x.be/A"),
        ("https://x.be", "https://x.be/"),
        ("https://x.be?a=1", "https://x.be/?a=1"),
        ("https://x.be:443/a", "https://x.be/a"),
        ("http://x.be:8080/a", "http://x.be:8080/a"),
        ("https://x.be./a", "https://x.be/a"),
        ("https://x.be/a/../b/./c", "https://x.be/b/c"),
        ("https://x.be/a#part", "https://x.be/a"),
        ("https://x.be/a/", "https://x.be/a/"),
        ("https://x.be/%7euser/%c3%a9", "https://x.be/~user/%C3%A9"),
        ("https://x.be/é", "https://x.be/%C3%A9"),
        ("https://x.be/Bien être.pdf", "https://x.be/Bien%20%C3%AAtre.pdf"),
        (
            "https://x.be/FSE%2520Nume%25CC%2581rique.pdf",
            "https://x.be/FSE%2520Nume%25CC%2581rique.pdf",
        ),
        ("https://exämple.be/", "https://xn--exmple-cua.be/"),
        ("https://x.be/?b=2&a=1", "https://x.be/?a=1&b=2"),
        ("https://x.be/p?doc123", "https://x.be/p?doc123"),
        ("https://x.be/slug-0", "https://x.be/slug-0"),
    ],
)
def test_an_address_has_one_canonical_form(written, expected):
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "key",
    re.findall(
        r"\w+",
        "utm_source UTM_campaign fbclid gclid dclid msclkid yclid mc_cid mc_eid at_medium xtor pk_campaign mtm_kwd"
        " _ga _ga_1X _gl _hsenc hsCtaTracking PHPSESSID jsessionid ASPSESSIONIDQCRBTSDA CFTOKEN back_to_theme",
    ),
)
def test_keys_that_follow_a_reader_go_and_others_stay(key):
    assert canonical(f"https://x.be/a?b=1&{key}=zz&c=2") == "https://x.be/a?b=1&c=2"


@pytest.mark.parametrize(
    "key",
    re.findall(
        r"\w+",
        "atlas mcv utm pkg gid ns p q ref format pk_id mc_id at_page ns_id wt_doc hsa_id vero oly_x sid s session"
        " mtm_page piwik_id",
    ),
)
def test_a_key_that_only_resembles_a_tracking_key_stays(key):
    assert canonical(f"https://x.be/a?{key}=1") == f"https://x.be/a?{key}=1"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "/fr/actualites/nouveau-code-du-bien-etre?id=46075",
            "/fr/actualites/nouveau-code-du-bien-etre",
        ),
        ("/fr/actualites/rit?language=nl", "/fr/actualites/rit"),
        ("/fr/comment-bien-vivre-8491?type=communiqu%C3%A9", "/fr/comment-bien-vivre-8491"),
        ("/fr/comment-bien-vivre-8491?page=2", "/fr/comment-bien-vivre-8491"),
        ("/moduleDefault.aspx?id=46075", "/moduleDefault.aspx?id=46075"),
        ("/article?id=46075", "/article?id=46075"),
        ("/news-detail?id=1", "/news-detail?id=1"),
        ("/detail-actualite?id=345", "/detail-actualite?id=345"),
        ("/detail-de-l-actualite.html?id=345", "/detail-de-l-actualite.html"),
        ("/fr/nouveau-code-du-bien-etre?id=abc", "/fr/nouveau-code-du-bien-etre?id=abc"),
        ("/?page=2", "/?page=2"),
        ("/actualites?page=2", "/actualites?page=2"),
        ("/?p=8941", "/?p=8941"),
    ],
)
def test_the_keys_of_an_old_site_go_where_the_page_has_its_own_name(written, expected):
    assert canonical(written) == f"https://emploi.belgique.be{expected}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/web/actu.do;jsessionid=3F9A0C11D2?num=41", "/web/actu.do?num=41"),
        ("/web/actu.do;JSESSIONID=3F9A.node1!-12?num=41", "/web/actu.do?num=41"),
        ("/web/actu.do%3Bjsessionid=3F9A0C11D2", "/web/actu.do"),
        (";jsessionid=3F9A0C11D2", "/fr/"),
        ("/(S(lit3py55t21z5v55vlm25s55))/actu.aspx?id=4", "/actu.aspx?id=4"),
        ("/app/(X(1)S(lit3py55t21z5v55vlm25s55))/actu.aspx", "/app/actu.aspx"),
        ("/index.php?sid=0123456789abcdef0123456789abcdef&t=4", "/index.php?t=4"),
        ("/actu?ASPSESSIONIDQCRBTSDA=PKJ&n=4", "/actu?n=4"),
        ("/story?sid=123", "/story?sid=123"),
        ("/actu;version=2", "/actu;version=2"),
        ("/Loi_(S(2))_bis", "/Loi_(S(2))_bis"),
    ],
)
def test_a_session_is_no_part_of_an_address(written, expected):
    assert canonical(written) == f"https://emploi.belgique.be{expected}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/app/#/actualites/101", "/app/#/actualites/101"),
        ("/app/#!/actualites/101", "/app/#!/actualites/101"),
        ("/app/#!", "/app/"),
        ("/app/#/", "/app/"),
        ("/page#comments", "/page"),
        ("/?p123#/vue", "/?p123#/vue"),
        ("/actu?utm_source=x&n=1#/vue", "/actu?n=1#/vue"),
    ],
)
def test_an_application_names_its_views_behind_the_hash(written, expected):
    assert canonical(written) == f"https://emploi.belgique.be{expected}"


@pytest.mark.parametrize(
    ("written", "keeps", "expected"),
    [
        ("/detail-de-l-actualite?id=345", {"id"}, "/detail-de-l-actualite?id=345"),
        ("/detail-de-l-actualite?id=345", {"type"}, "/detail-de-l-actualite"),
        ("/actu?utm_content=2&utm_source=x", {"utm_content"}, "/actu?utm_content=2"),
        ("/journal?language=fr#guide-charge", {"#"}, "/journal#guide-charge"),
    ],
)
def test_what_tells_two_rows_apart_is_kept(written, keeps, expected):
    found = canonical_url.canonical(written, HOME, HOME, frozenset(keeps))

    assert found == f"https://emploi.belgique.be{expected}"
    assert canonical_url.canonical(found, HOME, HOME, frozenset(keeps)) == found


@pytest.mark.parametrize(
    "written",
    [
        "https://x.be/detail-actualite?id=345",
        "https://x.be/detail-actualite;jsessionid=9?id=346",
        "http://www.x.be/detail-actualite/?pk_id=4#guide",
        "https://x.be/detail-actualite?language=fr&utm_source=x",
    ],
)
def test_addresses_that_differ_in_what_may_be_noise_share_a_bare_key(written):
    assert canonical_url.bare_key(written) == "x.be/detail-actualite"


def test_what_may_be_noise_in_an_address_is_told_by_name():
    found = canonical_url.telling_parts("/detail-actualite?id=3&a=1&phpsessid=4#guide", HOME)

    assert found == {"id": "3", "#": "guide"}


@pytest.mark.parametrize(
    ("written", "home", "expected"),
    [
        ("http://emploi.belgique.be/a", HOME, "https://emploi.belgique.be/a"),
        ("http://www.emploi.belgique.be/a", HOME, "https://emploi.belgique.be/a"),
        ("http://anact.fr/a", "https://www.anact.fr/", "https://www.anact.fr/a"),
        ("https://www.x.be/a", "http://x.be/", "https://x.be/a"),
        ("http://www.x.be/a", "http://x.be/", "http://x.be/a"),
        ("http://autre.be/a", HOME, "http://autre.be/a"),
        ("https://www.autre.be/a", HOME, "https://www.autre.be/a"),
        ("http://127.0.0.1:8931/a", "http://127.0.0.1:8931/feed", "http://127.0.0.1:8931/a"),
    ],
)
def test_the_source_s_own_site_is_written_as_the_source_writes_it(written, home, expected):
    assert canonical(written, home) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "mailto:x@y.be",
        "ftp://x.be/a",
        "https://user:secret@x.be/",
        "https://good.be@evil.be/",
        "https://good.be\\@evil.be/",
        "https://x.be/a\x00b",
        "https://x.be/a\r\nSet-Cookie: b",
        "https://x.be:99999/",
        "https://x.be:http/",
        "https://[::1",
        "https://a..b/",
        "https://-/",
        "https://x y.be/",
        "https://<script>/",
        "https://" + "a" * 300 + ".be/",
        "https://x.be/" + "a" * 2000,
        "https://x.be/" + "é" * 1000,
        "https://x.be/\ud800",
    ],
)
def test_what_is_no_web_address_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        canonical(written)


def test_scheme_www_and_the_last_slash_make_no_second_address():
    spellings = ["https://x.be/a", "http://x.be/a/", "https://www.x.be/a", "http://www.x.be/a/"]

    assert {canonical_url.key(one) for one in spellings} == {"x.be/a"}
    assert canonical_url.key("https://x.be/a-0") != canonical_url.key("https://x.be/a")


def test_the_path_tells_the_language_and_the_host_does_not():
    assert canonical_url.language("https://werk.belgie.be/fr/actualites/x") == "fr"
    assert canonical_url.language("https://emploi.belgique.be/nl/nieuws") == "nl"
    assert canonical_url.language("https://x.be/nl-be/nieuws") == "nl"
    assert canonical_url.language("https://emploi.belgique.be/frais/nlx") == ""
    assert canonical_url.language("https://x.be/") == ""


def test_the_last_segment_is_without_extension_or_slash():
    assert canonical_url.last_segment("https://x.be/fr/a-b.html") == "a-b"
    assert canonical_url.last_segment("https://x.be/fr/a-b/") == "a-b"
    assert canonical_url.last_segment("https://x.be/") == ""


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.text(max_size=60).map("https://x.be/".__add__),
        st.text(max_size=60).map("?".__add__),
    )
)
def test_the_canonical_form_of_a_canonical_form_is_itself(written):
    try:
        once = canonical(written)
    except ValueError:
        return

    assert canonical(once) == once
    assert once.isascii()
    assert once.isprintable()
    assert " " not in once
    assert once.startswith(("https://", "http://"))
    assert not set('<>"') & set(once)


def test_a_wrapped_address_is_that_of_its_page_and_checked_as_any():
    wrapper = "https://www.google.com/url?q="

    page = canonical_url.canonical(f"{wrapper}https%3A%2F%2Fwww.exemple.be%2Ffr%2Fa%3Fid%3D5")

    assert page == "https://www.exemple.be/fr/a?id=5"
    with pytest.raises(ValueError, match="password"):
        canonical_url.canonical(f"{wrapper}https%3A%2F%2Fuser%3Asecret%40exemple.be%2F")
