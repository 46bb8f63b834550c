"""What a page may load and run: the templates' own texts by their hash, and nothing from elsewhere."""

import base64
import hashlib

from publish import content_policy

PAGE = '<html><head>\n<meta charset="utf-8">\n<title>x</title></head><body>{}</body></html>'


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_text_of_the_templates_is_allowed_by_its_hash():
    policy = content_policy.of_page(["<script>a()</script>\n<style>b{}</style>"])

    assert f"script-src 'self' {source('a()')};" in policy
    assert f"style-src 'self' {source('b{}')};" in policy
    assert "unsafe-inline" not in policy
    assert "eval" not in policy


def test_the_policy_stands_before_all_that_it_holds_for_and_once():
    html = content_policy.put(PAGE.format('<meta charset="utf-8">'), "default-src 'none'")

    assert html.index("Content-Security-Policy") < html.index("<title>")
    assert html.count("Content-Security-Policy") == 1
    assert html.count('<meta name="referrer" content="same-origin">') == 1


def test_a_sheet_that_leaves_asks_nothing():
    policy = content_policy.of_sheet(["<style>b{}</style>"])

    assert policy.split("; ") == [
        "default-src 'none'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        f"style-src {source('b{}')}",
    ]


def test_a_copy_without_a_server_loads_from_its_folder_alone():
    words = "le mot 'self' et 'unsafe-eval'"
    served = content_policy.put(PAGE.format(words), content_policy.of_page([]))

    html = content_policy.without_server(served)

    assert "script-src 'self' file:;" in html
    assert words in html
