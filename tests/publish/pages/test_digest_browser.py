"""The button of a week's page that copies its mail, and the mail itself, in a real Chromium."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from hooks import asset_bundle
from publish import content_policy, site_context, site_metadata
from publish.pages import bulletins, digest_mail, site_pages
from tests.site.windows import faults

from .test_digest import SITE, WEEK
from .test_digest_mail import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

MODULES = Path(__file__).parents[3] / "overrides" / "assets" / "scripts"
SECURE, PLAIN = "https://watch.test", "http://watch.test"
PATH = f"/fr/weeks/{WEEK}/"
SAID = "[data-vg-copy-said]"
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
  return Object.fromEntries(await Promise.all(texts));
}"""
LISTEN = """window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => window.stopped.push(event.effectiveDirective));"""
OLDER_WAY_REFUSED = "document.execCommand = () => false;"


def files(library):
    """Return what stands at each path: the week's page under its policy, its mail, the script."""
    context = site_context.build(library, "fr", site_metadata.of(SITE, "fr", "Vigie"))
    (spec,) = (page for page in bulletins.generate(context) if page.path == f"weeks/{WEEK}.md")
    body = site_pages.fill(spec, "", context, root="../../")
    page = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title></head>'
        f'<body>{body}<script src="/site.js"></script></body></html>'
    )
    sources = {path.name: path.read_text(encoding="utf-8") for path in MODULES.glob("*.js")}
    made = {f"/fr/{path}": data for path, data in digest_mail.files(context).items()}
    made[PATH] = content_policy.put(page, content_policy.of_page(())).encode()
    made["/site.js"] = asset_bundle.bundle("mail.js", sources).encode()
    made["/empty"] = b"<!doctype html><title>x</title>"
    return made


@pytest.fixture
def opened(browser, entry, library_of):
    """Open a page of the site, as a server would send it; nothing else is answered."""
    held = files(library_of(entry(id="a", title=HOSTILE), entry(id="b", type="news", lang="nl")))
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=SECURE)

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kinds = {".js": "text/javascript", ".txt": "text/plain"}
        kind = kinds.get(Path(path).suffix, "text/html")
        if path in held:
            route.fulfill(body=held[path], content_type=f"{kind}; charset=utf-8")
        else:
            route.abort()

    context.route("**/*", answer)
    context.add_init_script(LISTEN)

    def open_page(address: str, *scripts: str, without: tuple[str, ...] = ()) -> Page:
        for name in without:
            held.pop(name)
        page = context.new_page()
        for script in scripts:
            page.add_init_script(script)
        page.goto(address)
        return page

    yield open_page
    context.close()


def copied(page: Page) -> str:
    """Press the button; return what the page says."""
    page.get_by_role("button", name="Copier pour un courriel").click()
    page.wait_for_function(f"document.querySelector('{SAID}').textContent")
    return page.text_content(SAID)


@pytest.mark.parametrize(
    ("origin", "scripts"),
    [(SECURE, ()), (PLAIN, ()), (SECURE, (OLDER_WAY_REFUSED,))],
    ids=["with a certificate", "without one", "by the API alone"],
)
def test_the_mail_is_copied_formatted_and_as_text(opened, origin, scripts):
    page = opened(origin + PATH, *scripts)

    said = copied(page)

    assert "Semaine 47" in said
    assert "mis en forme et en texte" in said
    clipboard = opened(f"{SECURE}/empty").evaluate(READ)
    assert set(clipboard) == {"text/html", "text/plain"}
    assert '<table role="presentation" lang="fr"' in clipboard["text/html"]
    assert "&lt;script&gt;window.hit=1" in clipboard["text/html"]
    assert "<script>window.hit=1" in clipboard["text/plain"]
    assert page.evaluate("window.hit") is None
    if not scripts:
        assert page.evaluate("window.stopped") == []


def test_where_nothing_can_be_copied_the_page_says_what_to_do(opened):
    page = opened(PLAIN + PATH, OLDER_WAY_REFUSED)

    assert "Voir le courriel" in copied(page)


def test_where_the_mail_is_not_there_the_page_says_so(opened):
    page = opened(SECURE + PATH, without=(f"{PATH}digest.txt",))

    assert copied(page).startswith("Rien n’a été copié.")


@pytest.mark.parametrize("width", [360, 700])
def test_the_mail_is_read_without_scrolling_sideways_under_its_policy(opened, width):
    page = opened(f"{SECURE}{PATH}digest.html")
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.stopped") == []
    assert page.evaluate("window.hit") is None
    assert faults(page) == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "20px"
