"""A page's HTML, part by part."""

from publish.search import sections
from publish.search.records import Section

WHOSE = Section("fr", "law.md", "Législation")


def test_a_page_is_parted_at_its_second_level_headings():
    html = "<h1>Titre</h1><p>Un <b>début</b>.</p><h2 id='a'>Partie</h2><h3>Sous</h3><p>Suite.</p><h2>Fin</h2>"

    made = [(one.heading, one.anchor, one.text) for one in sections.of(html, WHOSE)]

    assert made == [("", "", "Un début ."), ("Partie", "a", "Sous Suite."), ("Fin", "", "")]


def test_what_is_no_text_of_the_page_is_left_out():
    html = "<p>Texte</p><script>alert(1)</script><nav>Menu</nav><p>Fin<style>p{}</style></p>"

    assert [one.text for one in sections.of(html, WHOSE)] == ["Texte Fin"]


def test_an_empty_page_is_found_by_its_title():
    assert [one.page for one in sections.of("", WHOSE)] == ["Législation"]


def test_a_folded_explanation_and_a_files_weight_are_not_searched():
    weight, why = (
        '<span class="vg-weight">(XLSX, 15 Ko)</span>',
        '<details class="vg-why"><p>9f86</p></details>',
    )

    assert [one.text for one in sections.of(f"<p>Une liste {weight} utile</p>{why}", WHOSE)] == [
        "Une liste utile"
    ]


def test_each_term_of_a_glossary_is_found_by_itself_and_a_short_list_is_text():
    terms = "".join(f"<dt id='t{n}'>Mot {n}</dt><dd>Sens {n}</dd>" for n in range(10))
    short = "<dl><dt>Seul</dt><dd>Texte</dd></dl>"

    made = list(sections.of(f"<h2 id='a'>Termes</h2><dl>{terms}</dl>{short}", WHOSE))

    assert [one.heading for one in made[1:11]] == [f"Mot {n}" for n in range(10)]
    assert (made[4].anchor, made[4].text) == ("t3", "Sens 3")
    assert (made[-1].heading, made[-1].text) == ("Termes", "Seul Texte")
