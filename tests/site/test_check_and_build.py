"""What `check` passes, `build` builds; what `build` refuses, `check` told: over instances that lack
what the first one has.
"""

import re
from datetime import UTC, datetime

import pytest

from hooks import build
from knowledge.errors import SheetError, SiteError
from tests.vigie.sheets import put
from vigie import checking, cli_locale, instance, site
from vigie.commands import init
from vigie.commands.init import Wanted
from vigie.terminal import CliContext

pytestmark = pytest.mark.site
TODAY = datetime(2026, 11, 25, tzinfo=UTC).date()
WORDS = cli_locale.words("en")
OPTIONAL = ("steps", "fields", "audiences", "regions")
# What stands below a page's heading, and the line of the file on which `check` tells of it.
REFUSED = {
    "map": ("[Carte](map.md)", 3),
    "month": ("[Mois](months/2026-01.md)", 3),
    "folder": ("[Agenda](events/)", 3),
    "root": ("[À propos](/fr/about/)", 3),
    "image": ("![Une image](nope.png)", 3),
    "outside": ("[README](../../README.md)", 3),
    "reference": ("[Texte][là]\n\n[là]: nulle-part.md", 5),
    "reference-in-two-lines": ("[Texte][là]\n\n[là]:\n  nulle-part.md", 6),
    "anchor": ("[Plus bas](#nulle-part)", 3),
    "anchor-of-a-page": ("[À propos](about.md#nulle-part)", 3),
    "anchor-of-a-made-page": ("[Semaines](weeks/index.md#nulle-part)", 3),
    "footnote": ("Un texte.\n\n[^1]: Une note.", 5),
    "brackets": ("[Un [vrai] lien](nulle-part.md)", 3),
    "two-lines": ("[Un\nlien](nulle-part.md)", 4),
    "parentheses": ("[Un lien](plan(2).md)", 3),
    "space": ("[Un lien](<mon plan.md>)", 3),
    "attribute": ("![Une image](assets/vigie-icon.svg){: src=nope.png }", 3),
    "table": ("| a |\n|---|\n| [x](nulle-part.md) |", 5),
    "note": ('!!! note "Lisez"\n    [x](nulle-part.md)', 4),
    "html": ('<div markdown="1">\n[x](nulle-part.md)\n</div>', 4),
    "capital": ("[À propos](About.md)", 3),
}
# What `check` tells, and what a build would pass over.
TOLD = {
    "address": ("[x](http://[exemple)", 3),
    "hidden": ("[x](.brouillon.md)", 3),
    "typed-as-html": ('<a href="nulle-part.md">x</a>', 3),
}
PASSED = (
    "`[x](nulle-part.md)`",
    "Un exemple :\n\n    [x](nulle-part.md)",
    "<!-- [x](nulle-part.md) -->",
    "[x](#plus-bas)\n\n## Plus bas",
    "[x](about.md?x=1&y=2)",
    "Une note[^1].\n\n[^1]: La voici.",
    "{{ config }} {% raw %} {% include 'x' %} {#",
    '--8<-- "nope.md"',
    "*[RH]: Ressources humaines\n\nLa RH.",
    "```python\nx",
    "!!! note\n  x\n\n# T {: #a .b x=y",
    "[x][nulle-part] et [^9]",
    "[x](\\\\serveur\\a.docx)",
    "> " * 200 + "a",
    "&#xD800; &#0; &#x110000;",
    "|a|\n|-|\n" + "|" * 300,
    "\x0c\u2028\x02amp\x03",
)


def started(folder, *languages, without=()):
    init.write(Wanted("Un réseau", languages, "mailto:a@example.org"), folder, WORDS)
    lists = folder / "taxonomy.yml"
    for name in without:
        text = re.sub(rf"(?ms)^{name}:.*?(?=^[a-z]+:|\Z)", "", lists.read_text(encoding="utf-8"))
        lists.write_text(text, encoding="utf-8")
    return folder


def checked(root):
    return checking.whole(root, lambda: instance.load(root), TODAY)


@pytest.mark.parametrize(
    ("languages", "without"),
    [
        (("nl", "fr"), OPTIONAL),
        *(
            pytest.param(languages, without, marks=pytest.mark.audit)
            for languages, without in (
                (("fr",), ()),
                (("fr",), ("steps",)),
                (("fr",), OPTIONAL),
                (("nl", "fr"), ()),
                (("nl", "fr"), ("steps",)),
            )
        ),
    ],
    ids="-".join,
)
def test_an_instance_that_passes_is_built(tmp_path, languages, without):
    root = started(tmp_path / "new", *languages, without=without)

    assert checked(root).errors == 0
    build.build(root, tmp_path / "site", today=TODAY)


def test_what_the_build_refuses_the_check_told(tmp_path):
    root = started(tmp_path / "new", "fr", without=("steps",))
    for name, (text, _) in {**REFUSED, **TOLD}.items():
        put(root, f"docs/fr/{name}-page.md", f"# Page\n\n{text}\n")
    for number, text in enumerate(PASSED):
        put(root, f"docs/fr/passed-{number}-page.md", f"# Page\n\n{text}\n")
    for name in (".brouillon", "deux/README", "deux/index", "%41", "a#b?c", "Été 2026"):
        put(root, f"docs/fr/{name}.md", "# Page\n")
    put(root, "docs/fr/about.md", "---\nhide: 5\nsearch: [4]\n---\n\n# À propos\n")
    put(root, "docs/fr/other.markdown", "# Page\n\n[x](nulle-part.md)\n")
    put(root, "docs/fr/a.md/inner.md", "# Page\n")

    told = {
        (finding.path, finding.line)
        for finding in checked(root).findings
        if finding.level == "error"
    }
    with pytest.raises(SiteError) as refused:
        build.build(root, tmp_path / "site", today=TODAY)
    made = build.build(root, tmp_path / "site", today=TODAY, leave_out_broken=True)

    pages = re.findall(r"'([\w-]+-page)\.md' contains", str(refused.value))
    assert set(pages) == {f"{name}-page" for name in REFUSED}
    assert "deux/README.md" in str(refused.value)
    assert told == {
        ("docs/fr/deux/index.md", None),
        ("docs/fr/other.markdown", None),
        *((f"docs/fr/{name}-page.md", line) for name, (_, line) in {**REFUSED, **TOLD}.items()),
    }
    page = (made.folder / "fr/two-lines-page/index.html").read_text(encoding="utf-8")
    assert "nulle-part" not in page
    assert any("two-lines-page.md" in notice for notice in made.notices)


@pytest.mark.parametrize("body", [b"# \xe9t\xe9\n", b"# Page\n\n" + b"x" * 200_001])
def test_a_page_that_is_not_read_is_told_in_the_same_words_by_both(tmp_path, body):
    root = started(tmp_path / "new", "fr")
    (root / "docs/fr/page.md").write_bytes(body)

    told = [finding.problem for finding in checked(root).findings if finding.level == "error"]
    with pytest.raises(SheetError) as refused:
        build.build(root, tmp_path / "site", today=TODAY)

    assert list(refused.value.faults) == told


def test_what_stops_a_build_is_told_as_check_tells_it(tmp_path, monkeypatch):
    root = started(tmp_path / "new", "fr")
    put(root, "docs/fr/page.md", "# Page\n\n[x](nulle-part.md)\n")
    monkeypatch.setattr(build, "run_all", raising(SiteError("Doc file 'page.md' contains a link")))

    with pytest.raises(SheetError) as refused:
        site.build(CliContext(root, "fr"), root, tmp_path / "site", today=TODAY)

    assert [fault.code for fault in refused.value.faults] == ["link_dead"]


def raising(error):
    def stop(*_):
        raise error

    return stop
