"""What a check needs to know of a Markdown text: headings, sections, images and links, and none of
those in code.
"""

import pytest

from knowledge.sheets import body

TEXT = """Avant tout.

## Contexte { #contexte }
Un texte.

### Détail

```text
## Pas un titre
![](pas-une-image.png)
```

<!-- ## Pas un titre non plus
[lien](nulle-part.md) -->
## Avec  qui ##
![Deux personnes](a.png) et ![](b.png), [ici](../guide/a.md#x).
"""


def test_headings_are_found_outside_code_and_comments():
    found = body.headings(TEXT)

    assert [(one.level, one.words) for one in found] == [
        (2, "Contexte"),
        (3, "Détail"),
        (2, "Avec  qui"),
    ]
    assert TEXT.splitlines()[found[0].line].startswith("## Contexte")


def test_a_section_runs_to_the_next_heading_of_its_level_without_its_comments():
    first, second = body.sections(TEXT)

    assert first.heading == "Contexte"
    assert "### Détail" in first.text
    assert "Pas un titre non plus" not in first.text
    assert second.text.startswith("![Deux personnes]")


def test_a_heading_is_a_label_whatever_its_case_accents_and_punctuation():
    labels = {"learned": "Ce que nous avons appris", "evaluation": "Évaluation"}

    assert body.named("evaluation :", labels) == "evaluation"
    assert body.named("Ce que NOUS avons appris", labels) == "learned"
    assert body.named("Autre chose", labels) == ""


def test_links_come_with_their_lines():
    assert body.links(TEXT) == [(len(TEXT.splitlines()) - 1, "../guide/a.md#x")]


def test_an_unclosed_fence_hides_what_follows_and_ends_with_the_text():
    assert body.headings("## A\n```\n## B\n") == body.headings("## A\n")


@pytest.mark.parametrize("text", ["", "Un mot, sans titre.\n"])
def test_a_text_without_a_heading_has_no_section(text):
    assert body.sections(text) == []
