import base64
from urllib.parse import quote

import pytest

from knowledge import link_wrappers

PAGE = "https://www.exemple.be/fr/a?id=5&x=1"
QUOTED = quote(PAGE, safe="")
IN_BASE64 = base64.urlsafe_b64encode(PAGE.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "wrapper",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga&cd=x&usg=y",
        f"https://www.google.be/url?q={QUOTED}",
        f"https://eur03.safelinks.protection.outlook.com/?url={QUOTED}&data=05%7C02&reserved=0",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://www.linkedin.com/redir/redirect?url={QUOTED}&urlhash=x",
        f"https://www.youtube.com/redirect?event=x&q={QUOTED}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
        f"https://www.bing.com/ck/a?!&&p=1&u=a1{IN_BASE64}&ntb=1",
        f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&url={QUOTED}",
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/a.html?url={QUOTED}",
        f"https://linkprotect.cudasvc.com/url?a={QUOTED}&c=E,1",
        f"https://eu-central-1.protection.sophos.com/?d=exemple.be&u={IN_BASE64}&i=1",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.exemple.be_fr_a-3Fid-3D5-26x-3D1&d=D",
        f"https://urldefense.com/v3/__{PAGE}__;!!N11eV2iwtfs!x$",
        f"https://secure-web.cisco.com/1abc/{QUOTED}",
        f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={QUOTED}/RK=2/RS=x-",
        f"https://www.google.com/url?url={quote(f'https://l.facebook.com/l.php?u={QUOTED}', safe='')}",
    ],
)
def test_the_page_that_a_wrapper_names_is_the_address(wrapper: str) -> None:
    assert link_wrappers.unwrapped(wrapper) == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/search?q=https://www.exemple.be/a",
        "https://www.exemple.be/url?url=https%3A%2F%2Fautre.be%2Fa",
        "https://news.google.com/rss/articles/CBMiX2h0dHBz?oc=5",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url",
        "https://l.facebook.com/l.php?u=/relative",
        "https://www.exemple.be/redirect?u=a1aHR0cA",
        "https://[bad/url?url=x",
    ],
)
def test_an_address_that_wraps_nothing_stays(address: str) -> None:
    assert link_wrappers.unwrapped(address) == address
    assert link_wrappers.wrapped_page(address) == ""


@pytest.mark.parametrize(
    ("held", "letters", "page"),
    [
        ("https://b.example/x*a", "Iw", "https://b.example/x#a"),
        ("https://b.example/a**Ab", "Kys", "https://b.example/a++b"),
        ("https://b.example/caf*C3*A9", "JSU", "https://b.example/café"),
        ("https://b.example/x*y", "", "https://b.example/x*y"),
    ],
)
def test_letters_that_a_mail_filter_took_out_are_put_back(
    held: str, letters: str, page: str
) -> None:
    assert link_wrappers.unwrapped(f"https://urldefense.com/v3/__{held}__;{letters}!!a!b$") == page
