"""What a browser would run of the files that people add is refused; a drawing that only draws is
not.
"""

import pytest

from knowledge.sheets import active_files

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
LIVE = [
    ("onload='window.hit=1'", ""),
    ("", "<script>window.hit=1</script>"),
    ("", "<SCRIPT>window.hit=1</SCRIPT>"),
    ("", "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
    ("", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>window.hit=1</x:script>"),
    ("", "<a href='javascript:window.hit=1'><text>x</text></a>"),
    ("", "<a xlink:href=' java&#10;script:window.hit=1'><text>x</text></a>"),
    ("", "<a href='#'><set attributeName='href' to='javascript:window.hit=1'/></a>"),
    ("", "<animate attributeName='xlink:href' values='javascript:window.hit=1'/>"),
    ("", "<image href='https://x.example/a.png'/>"),
    ("", "<image href='//x.example/a.png'/>"),
    ("", "<use href='https://x.example/a.svg#a'/>"),
    ("", "<image href='data:image/svg+xml;base64,PHN2Zz4='/>"),
    ("", "<style>@import 'https://x.example/a.css';</style>"),
    ("", "<style>path{fill:url(https://x.example/a.svg#a)}</style>"),
    ("", "<rect fill='url(//x.example/a.svg#a)'/>"),
    ("", "<rect style='fill:u\\72l(https://x.example/a)'/>"),
    ("", "<unclosed>"),
]
STILL = [
    ("viewBox='0 0 9 9'", "<title>Plan</title><path d='M0 0h9'/>"),
    ("", "<defs><linearGradient id='a'/></defs><rect fill='url(#a)' style='opacity:.5'/>"),
    ("", "<use xlink:href='#a'/><a href='https://www.example.org/'><text>x</text></a>"),
    ("", "<image href='data:image/png;base64,iVBORw0='/>"),
    ("", "<style>path{fill:#fff}</style><!-- made by hand -->"),
    ("", "<animate attributeName='opacity' from='0' to='1'/>"),
]


@pytest.mark.parametrize(("attribute", "inner"), LIVE)
def test_a_drawing_that_runs_or_asks_is_refused(attribute, inner):
    assert active_files.is_live(SVG.format(attribute, inner).encode())


@pytest.mark.parametrize(("attribute", "inner"), STILL)
def test_a_drawing_that_only_draws_is_published(attribute, inner):
    assert not active_files.is_live(SVG.format(attribute, inner).encode())


@pytest.mark.parametrize(
    "before",
    [
        "<?xml-stylesheet href='https://x.example/a.xsl'?>",
        "<!DOCTYPE svg [<!ENTITY a '<script>window.hit=1</script>'>]>",
    ],
)
def test_a_drawing_that_names_a_program_before_it_begins_is_refused(before):
    assert active_files.is_live(f"{before}{SVG.format('', '')}".encode())


def test_pages_and_programs_are_told_save_those_that_the_settings_load(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: a\nextra_css: [css/own.css]\n", "utf-8")
    for name in ("a.html", "b.JS", "css/own.css", "css/other.css", "c.pdf", "d.xhtml", "e.md"):
        path = tmp_path / "docs/fr" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    (tmp_path / "docs/watch/feed").mkdir(parents=True)

    told = {problem.facts["path"] for problem in active_files.problems(tmp_path)}

    assert told == {f"docs/fr/{name}" for name in ("a.html", "b.JS", "css/other.css", "d.xhtml")}
