"""What is published of the HTML that people write: nothing that runs, asks, or poses as the site."""

import re
from html.parser import HTMLParser

import pytest

from knowledge.sheets import markup, markup_check, page_markdown

# Each payload with the problem that is told and the line on which it stands below.
HOSTILE = {
    "<script>window.hit=1</script>": "html_program",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>": "html_program",
    "<img src=x onerror=window.hit=1 alt=a>": "html_attribute",
    "<img/src=x/onerror=window.hit=1 alt=a>": "html_attribute",
    "<svg/onload=window.hit=1>": "html_unknown",
    "<math><mtext></table><mglyph><style><img src=x onerror=window.hit=1>": "html_unknown",
    "<iframe src=https://x.example/></iframe>": "html_frame",
    '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>': "html_frame",
    "<object data=javascript:window.hit=1></object>": "html_frame",
    "<embed src=//x.example/a.swf>": "html_frame",
    "<video src=x onerror=window.hit=1></video>": "html_frame",
    "<form action=https://x.example/><input name=p><button>ok</button></form>": "html_form",
    "<base href=https://x.example/>": "html_program",
    '<meta http-equiv=refresh content="0;url=https://x.example/">': "html_program",
    "<link rel=stylesheet href=https://x.example/a.css>": "html_program",
    "<style>body{display:none}</style>": "html_program",
    '<p style="position:fixed;inset:0">x</p>': "html_attribute",
    "<p onclick=window.hit=1>x</p>": "html_attribute",
    "<details open ontoggle=window.hit=1><summary>x</summary></details>": "html_attribute",
    "[x](javascript:window.hit=1)": "html_address",
    "[x](JaVaScRiPt:window.hit=1)": "html_address",
    "[x](java&#115;cript:window.hit=1)": "html_address",
    "<a href='java\tscript:window.hit=1'>x</a>": "html_address",
    "<a href='&#1;javascript:window.hit=1'>x</a>": "html_address",
    "[x](data:text/html;base64,PHNjcmlwdD4=)": "html_address",
    "[x](vbscript:msgbox)": "html_address",
    "![a](https://x.example/pixel.png)": "image_elsewhere",
    "![a](//x.example/pixel.png)": "image_elsewhere",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)": "html_address",
    "**x**{: onclick='window.hit=1' }": "html_attribute",
    "**x**{: style='position:fixed' }": "html_attribute",
    "[x](a.md){: data-md-component='announce' }": "html_attribute",
    '<div id="__config">{"base":"https://x.example/"}</div>': "html_name",
    '<div class="md-overlay">x</div>': "html_name",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>": "html_program",
    "<a href=x ping=https://x.example/>x</a>": "html_attribute",
    "<img srcset=https://x.example/a.png alt=a>": "html_attribute",
    "<template><script>window.hit=1</script></template>": "html_program",
    "<javascript:window.hit=2>": "html_pasted",
    "[j]: javascript:window.hit=1\n\n[x][j]": "html_address",
    "[x](<javascript:window.hit=1>)": "html_address",
    "[x](&#106;avascript:window.hit=1)": "html_address",
    "[x](javascript&colon;window.hit=1)": "html_address",
    '<a href="jav&#x0A;ascript:window.hit=1">x</a>': "html_address",
    "<a href='feed:javascript:window.hit=1'>x</a>": "html_address",
    "**x**{ onmouseover='window.hit=1' }": "html_attribute",
    "Un titre {: onclick='window.hit=1' }\n===": "html_attribute",
    '!!! note "<img src=x onerror=window.hit=1 alt=a>"\n    Un texte.': "html_attribute",
    "x[^n]\n\n[^n]: <b onclick=window.hit=1>y</b>": "html_attribute",
    "| a |\n|---|\n| <b onclick=window.hit=1>y</b> |": "html_attribute",
    "<details markdown>\n<b onclick=window.hit=1>y</b>\n</details>": "html_attribute",
    "<style>@import 'https://x.example/a.css';</style>": "html_program",
    '<div style="background:url(https://x.example/a.png)">x</div>': "html_attribute",
    "<table background=https://x.example/a.png><tr><td>x</td></tr></table>": "html_attribute",
    "<input type=image src=https://x.example/a.png onerror=window.hit=1>": "html_attribute",
    "<audio src=https://x.example/a.mp3></audio>": "html_frame",
    "<link rel=prefetch href=https://x.example/>": "html_program",
    "<marquee onstart=window.hit=1>x</marquee>": "html_attribute",
    "<svg><style><img src=x onerror=window.hit=1></style></svg>": "html_unknown",
    "<svg><a xlink:href='javascript:window.hit=1'><text>x</text></a></svg>": "html_unknown",
    "<!-- x --!><img src=x onerror=window.hit=1 alt=a>": "html_attribute",
    "<a id=location name=documentElement href=x>x</a>": "html_attribute",
    "<form><math><mtext></form><form><mglyph><style></math>"
    "<img src=x onerror=window.hit=1>": "html_form",
    "<select><option><style></option></select><b id='a<img src=x onerror=window.hit=1>'>": "html_form",
}
# A browser takes what follows these for a part of them: they are tried alone, or last.
SWALLOWING = ("<noscript>", "<math>", "<form><math>", "<select>", "<!-- x")
# What holds nothing that runs, however it looks: text, or the value of an attribute.
INERT = [
    "- x {: onclick='window.hit=1' }",
    "<p title='</p><script>window.hit=1</script>'>x</p>",
    "![x](a.png '\\' onerror=window.hit=1')",
    '![" onerror=window.hit=1 x="](a.png)',
    '*[HTML]: "><img src=x onerror=window.hit=1>\n\nDu HTML.',
    "```mermaid\nclick A javascript:window.hit=1\n```",
    "```{.html onclick=window.hit=1}\n<script>window.hit=1</script>\n```",
    "{{ 7*7 }} {% include '/etc/passwd' %}",
    '<https://x.example/"onmouseover=window.hit=1>',
    "\\<script>window.hit=1\\</script>",
]
ORDINARY = """# Titre {#ancre}

Du *texte* <kbd>/</kbd> avec une note[^1], un <https://a.example/> et <a@b.example>.

| a | b |
|:-:|--:|
| 1 | 2<br>3 |

!!! note "Attention"
    Un [lien](../law.md){ .vg-button .vg-button--quiet } & 5 < 6, ![plan](plan.png){ width=300 }.

<details markdown><summary>Plus</summary>

- **un**
- I<sup>er</sup>, <span lang="nl">twee</span>

</details>

<!-- un mot entre nous -->

```html
<script>exemple</script>
```

`<iframe>` et \\<b\\>

[^1]: La note.
"""


class Active(HTMLParser):
    """Collects what a browser would run or ask for."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in markup.ELEMENTS:
            self.found.append(tag)
        for name, value in attrs:
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value or "", re.I)
            if name.startswith(("on", "style", "src", "data")) and name != "src":
                self.found.append(name)
            if name in {"href", "src"} and scheme and scheme[1] not in markup.SCHEMES:
                self.found.append(value)


def line_of(payload, first):
    """Give the line of the fault in a payload that begins on one."""
    return first + payload[: max(0, payload.find("<b onclick"))].count("\n")


@pytest.mark.parametrize("payload", HOSTILE)
def test_what_would_run_is_told_on_its_line_and_left_out_of_the_page(payload):
    body = f"## Un\n\nAvant.\n\n{payload}\n\n## Deux\n\nAprès.\n"

    told = list(markup_check.problems(body, "docs/fr/a.md", first=10))

    line = str(line_of(payload, 14))
    assert (HOSTILE[payload], line) in [(one.code, one.facts["line"]) for one in told]
    assert {one.facts["line"] for one in told} == {line}
    assert Active(page_markdown.to_html(body)).found == []


@pytest.mark.parametrize("text", INERT)
def test_what_only_looks_so_is_inert(text):
    assert Active(page_markdown.to_html(f"Avant.\n\n{text}\n\nAprès.\n")).found == []


def test_the_cleaned_page_keeps_the_words_around_what_is_left_out():
    html = page_markdown.to_html("Avant <b onclick=x>gras</b> [x](javascript:1) après.\n")

    assert html == "<p>Avant <b>gras</b> <a>x</a> après.</p>"


def test_what_markdown_makes_of_ordinary_writing_is_all_published():
    assert list(markup_check.problems(ORDINARY, "docs/fr/a.md")) == []
    html = page_markdown.to_html(ORDINARY)
    for kept in (
        'id="ancre"',
        'align="center"',
        "<kbd>/</kbd>",
        'class="footnote-ref"',
        'href="mailto:a@b.example"',
        'class="admonition note"',
        'class="vg-button vg-button--quiet"',
        'width="300"',
        "<summary>",
        'lang="nl"',
        "&lt;script&gt;",
    ):
        assert kept in html
    assert "entre nous" not in html


def test_each_of_several_alike_has_its_own_line():
    body = "<script>1</script>\n\ntexte `<script>`\n\n<script>2</script>\n"

    assert [one.facts["line"] for one in markup_check.problems(body, "p")] == ["1", "5"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("<link rel=stylesheet href=a.css>", "<p style='top:0'>x</p>", "html_attribute"),
        ("<marquee>x</marquee>", "<m>x</m>", "html_unknown"),
        ("<p data-style='a'>x</p>", "<p style = 'top:0'>x</p>", "html_attribute"),
    ],
)
def test_a_name_within_a_longer_one_is_not_taken_for_it(before, after, code):
    told = [
        (one.facts["line"], one.code) for one in markup_check.problems(f"{before}\n\n{after}", "p")
    ]

    assert ("3", code) in told


def test_an_attribute_on_a_line_of_its_own_is_found_there():
    body = 'Un\n\n<p\n  onclick="x()">y</p>\n'

    assert [one.facts["line"] for one in markup_check.problems(body, "p")] == ["4"]


def test_what_stands_in_a_comment_or_a_piece_of_code_is_not_told():
    body = "<!-- <script> -->\n\n```\n<script>\n```\n\n    <script>\n\n`<b onclick>`\n"

    assert list(markup_check.problems(body, "p")) == []


def test_a_text_full_of_it_is_told_of_in_part():
    body = "<script>1</script>\n\n" * 500

    assert len(list(markup_check.problems(body, "p"))) == markup_check.MOST


@pytest.mark.parametrize("drive", ["[x](file:///S:/a.docx)", "[x](S:\\a.docx)"])
def test_a_link_to_a_drive_is_left_out_and_told_of_elsewhere(drive):
    assert list(markup_check.problems(drive, "p")) == []
    assert page_markdown.to_html(drive) == "<p><a>x</a></p>"
