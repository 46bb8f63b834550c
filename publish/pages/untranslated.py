"""What people wrote -> the page that tells editors what is not translated, and which translations
lag behind.
"""

from collections.abc import Iterator

from knowledge.sheets import page_index
from publish.library import Library
from publish.pages.watch_pages import PageSpec, Shelves
from publish.wording import Wording

PATH = "translations.md"


def pages(library: Library, _: Shelves, words: Wording) -> Iterator[PageSpec]:
    """Yield the page, where the site has more than one language."""
    languages = library.sheets.languages
    if len(languages) < 2:
        return
    missing = list(page_index.lacking(library.pages, languages))
    facts = {
        "lacking": [
            (lang, [one for one, absent in missing if absent == lang]) for lang in languages
        ],
        "lagging": list(page_index.lagging(library.pages)),
    }
    toc = [
        (f"lacks-{lang}", words.say("translations_lacking", in_language=_in(lang, words)))
        for lang in languages
    ]
    toc.append(("lagging", words.say("translations_lagging")))
    title, lead = words.say("translations_title"), words.say("translations_lead")
    yield PageSpec(PATH, title, "translations.html", facts, lead, tuple(toc))


def _in(lang: str, words: Wording) -> str:
    return words.pick("in_language", lang)
