"""Whatever a site says, nothing is asked of this machine, and no entry is taken to another site."""

import pytest

from tests.hostile.pages import listing, page
from tests.hostile.web import Web

pytestmark = pytest.mark.server

INSIDE = [
    "http://127.0.0.1:{port}/x",
    "http://2130706433:{port}/x",
    "http://0x7f000001:{port}/x",
    "http://0177.0.0.1:{port}/x",
    "http://127.1:{port}/x",
    "http://[::ffff:127.0.0.1]:{port}/x",
    "http://[::1]:{port}/x",
    "http://localhost:{port}/x",
    "http://127.0.0.1.:{port}/x",
    "http://169.254.169.254/latest/meta-data",
    "http://0:{port}/x",
    "//127.0.0.1:{port}/x",
    "http://user@127.0.0.1:{port}/x",
    "http://10.0.0.1/x",
    "http://①②⑦.⓪.⓪.①:{port}/x",
]


WHERE_LINKS_LEAD = ("link", "redirect")
IN_A_PAGE = ("canonical", "twin", "document", "list")


# Each address where it is followed; of the others each third, and all of them by `make audit`.
@pytest.mark.parametrize(
    ("way", "inside"),
    [
        *((way, INSIDE) for way in WHERE_LINKS_LEAD),
        *((way, INSIDE[::3]) for way in IN_A_PAGE),
        *(pytest.param(way, INSIDE, marks=pytest.mark.audit) for way in IN_A_PAGE),
    ],
)
def test_nothing_on_this_machine_is_asked_for_whatever_a_site_says(web, instance, way, inside):
    inner = Web()
    inner.put("/x", page("Secret"))
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        }
    )
    targets = [address.format(port=inner.port) for address in inside]
    honest = [(f"Histoire {n}", f"/fr/s-{n}", "2026-10-05") for n in range(len(targets) * 11)]
    for _, path, _ in honest:
        web.put(path, page("Histoire"))
    rows = list(honest)
    for place, target in enumerate(targets):
        rows.append((f"Odd {place}", target if way == "link" else f"/fr/odd-{place}", "2026-10-05"))
        head = {
            "canonical": f'<link rel="canonical" href="{target}">',
            "twin": f'<link rel="alternate" hreflang="nl" href="{target}">',
        }.get(way, "")
        body = f'Texte. <a href="{target}.pdf">Rapport (PDF)</a>' if way == "document" else ""
        web.put(f"/fr/odd-{place}", page(f"Odd {place}", body, head=head))
        if way == "redirect":
            web.move(f"/fr/odd-{place}", target.replace("①②⑦.⓪.⓪.①", "127.0.0.1"), 302)
    web.put("/fr/news", listing(*rows))
    if way == "list":
        web.move("/fr/news", targets[0])

    instance.refresh(code=1 if way == "list" else 0)
    instance.refresh(code=1 if way == "list" else 0)

    assert inner.asked == []
    assert not any("Secret" in title for title in instance.entries())
    inner.stop()


def test_versions_that_name_each_other_in_a_circle_end(web, instance):
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        }
    )
    web.put("/fr/news", listing(*((f"Histoire {n}", f"/fr/s-{n}", "2026-10-05") for n in range(5))))
    for n in range(5):
        links = "".join(
            f'<link rel="alternate" hreflang="{lang}" href="{web.url(f"/fr/s-{(n + k) % 5}")}">'
            for k, lang in enumerate(("fr", "nl", "en", "xx", "nl-BE"))
        )
        web.put(f"/fr/s-{n}", page(f"Histoire {n}", head=links))
    instance.refresh()
    tree = {k: v for k, v in instance.tree().items() if k != "_health.yml"}
    (instance.root / ".vigie" / "state.json").unlink()
    instance.refresh()

    assert {k: v for k, v in instance.tree().items() if k != "_health.yml"} == tree


def test_pages_that_all_claim_one_canonical_address_are_not_taken_to_another_site(web, instance):
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        }
    )
    web.put("/fr/news", listing(*((f"Histoire {n}", f"/fr/s-{n}", "2026-10-05") for n in range(5))))
    for n in range(5):
        web.put(
            f"/fr/s-{n}",
            page(f"Histoire {n}", head='<link rel="canonical" href="https://evil.example/all">'),
        )

    instance.refresh()

    assert len(instance.entries()) == 5
    assert {entry["url"] for entry in instance.entries().values()} == {
        web.url(f"/fr/s-{n}") for n in range(5)
    }
