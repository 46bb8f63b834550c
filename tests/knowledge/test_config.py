from datetime import timedelta

import pytest

from knowledge import config
from knowledge.errors import ConfigError
from knowledge.source import FeedOptions, ListingOptions
from knowledge.taxonomy import Taxonomy, Term

CONTACT = "contact: veille@example.org\n"
ONE = """\
  - id: rust_blog
    name: Rust Blog
    url: https://blog.rust-lang.example/feed.xml
"""


def terms(*names):
    return tuple(Term(id=name, labels={"fr": name, "nl": name, "en": name}) for name in names)


TAXONOMY = Taxonomy(
    types=terms("news", "law", "page-change"),
    themes=terms("workload", "telework"),
    regions=terms("brussels"),
)


def load(root, text, **options):
    (root / "watch_sources.yml").write_text(text, encoding="utf-8")
    return config.load(root, **options)


def sources(root, text, **options):
    return load(root, f"{CONTACT}sources:\n{text}", **options).sources


def faults(root, text, **options):
    with pytest.raises(ConfigError) as caught:
        load(root, text, **options)
    return list(caught.value.faults)


def faults_of(root, more, **options):
    """Give the faults of one source with more lines; its first own line is 6."""
    indented = "".join(f"    {line}\n" for line in more.splitlines())
    return faults(root, f"{CONTACT}sources:\n{ONE}{indented}", **options)


def test_three_lines_make_a_feed(tmp_path):
    (source,) = sources(tmp_path, ONE)

    assert (source.id, source.reader, source.lang, source.enabled) == (
        "rust_blog",
        "feed",
        "fr",
        True,
    )
    assert source.options == FeedOptions()
    assert source.cadence == timedelta(days=60)


def test_six_lines_make_a_list_page(tmp_path):
    (source,) = sources(
        tmp_path,
        ONE + "    reader: listing\n    options: {row: article.teaser, date: time}\n    lang: nl\n",
    )

    assert source.options == ListingOptions(row="article.teaser", date="time")
    assert source.wants_detail


def test_defaults_fill_in_where_a_source_is_silent(tmp_path):
    text = (
        f"{CONTACT}defaults: {{lang: nl, cadence: 2 weeks, excerpt_max_chars: 120}}\nsources:\n{ONE}"
        "  - {id: b, name: B, url: 'https://b.be', lang: fr, cadence: 1 year, "
        "rights: {regime: cc0, excerpt_max_chars: 300}}\n"
        "  - {id: c, name: C, url: 'https://c.be', rights: {regime: cc0}}\n"
    )

    a, b, c = load(tmp_path, text).sources

    assert (a.lang, a.cadence.days, a.rights.excerpt_max_chars) == ("nl", 14, 120)
    assert (b.lang, b.cadence.days, b.rights.excerpt_max_chars) == ("fr", 366, 300)
    assert (c.lang, c.rights.excerpt_max_chars) == ("nl", 120)


def test_the_first_of_several_languages_is_the_source_s(tmp_path):
    text = f"{CONTACT}defaults: {{lang: nl}}\nsources:\n{ONE}    langs: [en, fr]\n"
    text += "  - {id: b, name: B, url: 'https://b.be', lang: fr, langs: [nl, fr]}\n"
    a, b = load(tmp_path, text).sources

    assert (a.lang, a.langs) == ("en", ("en", "fr"))
    assert (b.lang, b.langs) == ("fr", ("nl", "fr"))


def test_without_known_terms_a_generous_default_does_not_apply(tmp_path):
    text = f"{CONTACT}defaults: {{excerpt_max_chars: 500}}\nsources:\n{ONE}    rights: {{attribution: x}}\n"

    assert load(tmp_path, text).sources[0].rights.excerpt_max_chars == 200


def test_the_scope_is_read_in_any_case(tmp_path):
    assert sources(tmp_path, ONE + "    scope: European\n")[0].scope == "european"


def test_a_module_s_reader_is_known_when_it_is_named(tmp_path):
    more = "    reader: city_gazette\n    options: {room: 4}\n"

    assert sources(tmp_path, ONE + more, readers=["city_gazette"])[0].options == {"room": 4}
    assert faults(tmp_path, f"{CONTACT}sources:\n{ONE}{more}", readers=["city_gazete"]) == [
        'watch_sources.yml:6: sources[rust_blog].reader: unknown reader "city_gazette"; '
        'allowed: city_gazete, feed, listing, page, sitemap, wordpress; did you mean "city_gazete"?'
    ]


@pytest.mark.parametrize("path", ["a folder", "nothing"])
def test_a_file_that_is_not_there_is_told(tmp_path, path):
    if path == "a folder":
        (tmp_path / "watch_sources.yml").mkdir()

    with pytest.raises(
        ConfigError, match=r"watch_sources\.yml: cannot be read: (Is a directory|No such file)"
    ):
        config.load(tmp_path)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "{}\n"])
def test_an_empty_file_lacks_its_keys(tmp_path, text):
    assert faults(tmp_path, text) == [
        "watch_sources.yml:1: contact: this key is required and absent",
        "watch_sources.yml:1: sources: this key is required and absent",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "text\n",
        "12\n",
        "sources: {a: b}\ncontact: a@b.be\n",
        "contact: a@b.be\nsources: [a, 1]\n",
    ],
)
def test_a_file_of_another_shape_is_told(tmp_path, text):
    assert all(one.startswith("watch_sources.yml:") for one in faults(tmp_path, text))


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(tmp_path):
    text = (
        "contact: nobody\n"
        "defaults: {flod: 3}\n"
        "sources:\n"
        "  - id: anact\n"
        "    name: ANACT\n"
        "    url: ftp://anact.fr\n"
        "    reeder: sitemap\n"
        "  - id: anact\n"
        "    name: 0123\n"
        "    reader: listing\n"
        "    options:\n"
        "      item: li\n"
        "    lang: no\n"
        "    enabled: false\n"
        "    twin_of: anct\n"
    )

    found = faults(tmp_path, text)

    assert [int(one.split(":")[1]) for one in found] == [1, 2, 6, 7, 8, 8, 9, 11, 12, 13, 14, 15]
    assert found[3].startswith(
        "watch_sources.yml:7: sources[anact].reeder: unknown key; allowed: cadence, date_order, detail, "
    )
    assert found[3].endswith('url; did you mean "reader"?')
    assert 'did you mean "flood"?' in found[1]
    assert {one.split(": ", 2)[1] for one in found} >= {
        "contact",
        "sources[anact].url",
        "sources[anact].options.row",
    }


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("enabled: false", "6: enabled: a source that is not enabled needs a `reason`"),
        ("enabled: false\nreason: ' '", "6: enabled: a source that is not enabled needs"),
        ("twin_of: rust_blog", '6: twin_of: found "rust_blog", which is the id of no other source'),
        ("langs: [fr, nl]\nlang: en", '7: lang: found "en", which is not among its `langs`'),
        ("langs: [fr, xx]", "6: langs[#2]: found 'xx'; allowed: fr, nl, en, de"),
        ("lang: no", "6: lang: found no (which YAML reads as False unless it stands in quotes)"),
        ("region: 0123", "6: region: found 0123 (which YAML reads as 83 unless it stands in quotes)"),
        ("region: 2026-11-15", "6: region: found 2026-11-15 (which YAML reads as a date unless it stands in quotes)"),
        ("reason: 12:30", "6: reason: found 12:30 (which YAML reads as 750 unless it stands in quotes)"),
        ("enabled: maybe", "6: enabled: found 'maybe'"),
        ("scope: local", "6: scope: found 'local'; allowed: regional, federal, foreign, european"),
        ("cadence: often", '6: cadence: found \'often\'; expected a number and a unit, as "10 days"'),
        ("cadence: 0 days", "6: cadence: found '0 days'; expected a number and a unit"),
        ("cadence: 30", "6: cadence: found 30; expected a number and a unit"),
        ("themes: workload", "6: themes: found 'workload'"),
        ("options: {categories: x}", "6: options.categories: found 'x'"),
        ("options: [a]", "6: options: found ['a']"),
        ("rights: {regime: cc1}", "6: rights.regime: found 'cc1'; allowed: free-reuse, cc0"),
        ("rights: {excerpt_max_chars: 201}", "6: rights.excerpt_max_chars: found 201; at most 200 while"),
        ("rights: {terms_checked_on: 12}", "6: rights.terms_checked_on: found 12; expected a day"),
        ("detail: {titel: h1}", "6: detail.titel: unknown key; allowed: body, date"),
        ("detail: {title: 'h1['}", "6: detail.title: found 'h1['; expected a CSS selector"),
        ("reader: listing", "3: options.row: this key is required and absent"),
        ("reader: listing\noptions: {row: ''}", "7: options.row: found ''"),
        ("reader: sitemap\noptions: {include: ['(a']}", "7: options.include[#1]: found '(a'; expected"),
        ("reader: sitemap\noptions: {include: ['(a+)+$']}", "7: options.include[#1]: found '(a+)+$'; a repetition"),
        ("reader: page\noptions: {remove: ['a', ':nope(']}", "7: options.remove[#2]: found ':nope('; expected a CSS"),
        ("reader: [feed]", "6: reader: found ['feed']"),
    ],
)  # fmt: skip
def test_a_fault_of_a_value_names_its_line_source_and_key_what_was_found_and_what_is_allowed(
    tmp_path, more, expected
):
    (found,) = faults_of(tmp_path, more)

    line, _, words = expected.partition(": ")
    assert found.startswith(f"watch_sources.yml:{line}: sources[rust_blog].{words}")


@pytest.mark.parametrize(
    "url",
    ["ftp://a.be", "a.be", "//a.be", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://u:p@a.be",
     "https://a b.be", "https://a.be/x y", "https://a.be\\x", "' https://a.be'", "''", '"https://a.be\\n"'],
)  # fmt: skip
def test_an_address_must_be_absolute_and_public(tmp_path, url):
    (found,) = faults(tmp_path, f"{CONTACT}sources:\n  - id: a\n    name: A\n    url: {url}\n")

    assert found.startswith("watch_sources.yml:5: sources[a].url: found ")
    assert "expected an absolute address" in found


@pytest.mark.parametrize("name", ["A", "é", "-a", "_held", "a b", "../x", "a" * 42, '"a\\n"', "''"])
def test_an_id_is_a_plain_word(tmp_path, name):
    (found,) = faults(
        tmp_path, f"{CONTACT}sources:\n  - id: {name}\n    name: A\n    url: https://a.be\n"
    )

    assert 'expected at most 41 small letters, digits, "-" and "_"' in found


def test_an_id_that_is_taken_names_both_lines(tmp_path):
    assert faults(tmp_path, f"{CONTACT}sources:\n{ONE}{ONE}") == [
        'watch_sources.yml:6: sources[rust_blog].id: the id "rust_blog" is taken (line 3)'
    ]


def test_a_twin_that_is_mistyped_is_guessed(tmp_path):
    text = (
        f"{CONTACT}sources:\n{ONE}"
        + ONE.replace("rust_blog", "rust_nl")
        + "    twin_of: rust_blg\n"
    )

    assert faults(tmp_path, text) == [
        'watch_sources.yml:9: sources[rust_nl].twin_of: found "rust_blg", which is the id of no other source; '
        'did you mean "rust_blog"?'
    ]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8931", "127.0.1.1:1", "localhost:65535", "a.localhost:80", '"[::1]:80"']
)
def test_a_test_host_is_a_port_of_this_machine(tmp_path, host):
    assert load(tmp_path, f"{CONTACT}test_hosts: [{host}]\nsources:\n{ONE}").test_hosts == (
        host.strip('"'),
    )


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1:80", "169.254.169.254:80", "example.org:80", "127.0.0.1:0", "127.0.0.1:65536",
             "127.1:80", "localhost:80/x", "'*'", "127.0.0.1.evil.org:80", "localhost.evil.org:80", "0.0.0.0:80"]
)  # fmt: skip
def test_a_test_host_can_be_nothing_else(tmp_path, host):
    (found,) = faults(tmp_path, f"{CONTACT}test_hosts: [{host}]\nsources:\n{ONE}")

    assert "watch_sources.yml:2: test_hosts[#1]: found " in found
    assert 'as "127.0.0.1:8931"' in found


@pytest.mark.parametrize(
    "contact", ["veille@example.org", "https://example.org/a?b#c", "mailto:a@b.be"]
)
def test_a_contact_is_an_address_for_people(tmp_path, contact):
    assert load(tmp_path, f"contact: {contact}\nsources:\n{ONE}").contact == contact


@pytest.mark.parametrize(
    "contact",
    ["nobody", "''", "a b@c.be", '"a@b.be\\r\\nX: y"', "https://a.be/é", "(a)@b.be", "ftp://a.be"],
)
def test_a_contact_fits_into_a_header(tmp_path, contact):
    (found,) = faults(tmp_path, f"contact: {contact}\nsources:\n{ONE}")

    assert "expected an e-mail address or the address of a page" in found


def test_types_themes_and_regions_stand_in_the_taxonomy(tmp_path):
    more = "type: laws\ntypes: {Actualité: nws, Décret: law}\nthemes: [telework, worklod]\nregion: bruxelles"

    found = faults_of(tmp_path, more, taxonomy=TAXONOMY)

    assert [one.split(": ", 1)[1].split(",")[0] for one in found] == [
        'sources[rust_blog].type: found "laws"',
        'sources[rust_blog].types.Actualité: found "nws"',
        'sources[rust_blog].themes[#2]: found "worklod"',
        'sources[rust_blog].region: found "bruxelles"',
    ]
    assert 'allowed: telework, workload; did you mean "workload"?' in found[2]


def test_names_are_checked_even_where_another_source_is_faulty(tmp_path):
    found = faults_of(tmp_path, "themes: [worklod]\nlang: xx", taxonomy=TAXONOMY)

    assert [int(one.split(":")[1]) for one in found] == [6, 7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contact: a\n\tb: c\n", "2: is not valid YAML: "),
        ("contact: 'a\n", "is not valid YAML: "),
        ("contact: a: b\n", "1: is not valid YAML: a value holds a colon"),
        (
            "contact: a@b.be\ncontact: c@d.be\n",
            '2: the key "contact" stands twice (first on line 1)',
        ),
        ("contact: &a x\nsources: *a\n", "1: anchors and aliases are not allowed"),
        ("contact: !!python/object:os.system x\n", "1: tags are not allowed"),
        (
            "contact: 2026-02-30\n",
            '1: "2026-02-30" is no day or hour that exists',
        ),
        ("contact: " + "[" * 5000 + "\n", "is nested more than 30 deep"),
        ("contact: \x07\n", "is not valid YAML: "),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_its_line(tmp_path, text, expected):
    assert any(expected in one for one in faults(tmp_path, text))


def test_a_nested_alias_costs_nothing(tmp_path):
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(60))

    assert "anchors and aliases are not allowed" in faults(tmp_path, bomb)[0]


def test_a_file_of_fifty_megabytes_is_refused(tmp_path):
    assert "not a file that people write" in faults(tmp_path, "# " + "x" * 50_000_000)[0]


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path):
    (tmp_path / "watch_sources.yml").write_bytes(b"contact: a@b.be\n# caf\xe9\n")

    with pytest.raises(ConfigError, match=r"watch_sources\.yml:2: is not UTF-8"):
        config.load(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    (tmp_path / "watch_sources.yml").write_bytes(
        b"\xef\xbb\xbf" + f"{CONTACT}sources:\n{ONE}".replace("\n", "\r\n").encode()
    )

    assert config.load(tmp_path).sources[0].id == "rust_blog"


FORGES = [
    {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "town/watch"},
    {"GITHUB_SERVER_URL": "https://forge.be:3000", "GITHUB_REPOSITORY": "town/watch"},
    {"CI_PROJECT_URL": "https://gitlab.com/town/team/watch"},
]
EXAMPLES = ["watch@example.org", "https://www.example.com/", "a@b.example", "https://a.test/b"]


@pytest.mark.parametrize("contact", EXAMPLES)
def test_no_live_site_is_asked_in_the_name_of_an_example(tmp_path, contact):
    watch = load(tmp_path, f"sources:\n{ONE}contact: {contact}\n")

    with pytest.raises(ConfigError, match=r"watch_sources.yml:5: contact: found an example; write"):
        config.reachable(tmp_path, watch, {})

    (told,) = config.warnings(tmp_path)
    assert (told.code, told.line) == ("crawler_example", 5)


@pytest.mark.parametrize("env", FORGES)
def test_in_a_job_of_a_forge_the_repository_stands_in_for_an_example(tmp_path, env):
    watch = load(tmp_path, f"{CONTACT}sources:\n{ONE}")

    found = config.reachable(tmp_path, watch, env).contact

    assert found in {"/".join(env.values()), env.get("CI_PROJECT_URL")}


@pytest.mark.parametrize("place", ["file:///srv/watch", "https://a.be/(x)/y", "https://a.be"])
def test_what_is_no_address_of_a_repository_stands_in_for_nothing(tmp_path, place):
    watch = load(tmp_path, f"{CONTACT}sources:\n{ONE}")

    with pytest.raises(ConfigError):
        config.reachable(tmp_path, watch, {"CI_PROJECT_URL": place})


@pytest.mark.parametrize("more", ["contact: a@b.be\n", f"{CONTACT}test_hosts: ['127.0.0.1:80']\n"])
def test_a_contact_of_its_own_and_this_machine_need_no_repository(tmp_path, more):
    watch = load(tmp_path, f"{more}sources:\n{ONE}")

    assert config.reachable(tmp_path, watch, FORGES[0]) is watch
