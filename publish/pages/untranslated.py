"""What people wrote -> the page that tells editors what is not translated, and which translations
lag behind.
"""

from collections.abc import Iterator

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import page_index
from publish.library import Library
from publish.pages.watch_pages import PageSpec, Shelves

PATH = "translations.md"


def pages(library: Library, _: Shelves, words: Catalogue) -> Iterator[PageSpec]:
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
        (
            f"lacks-{lang}",
            words.translate("site.translations_lacking", in_language=_in(lang, words)),
        )
        for lang in languages
    ]
    toc.append(("lagging", words.translate("site.translations_lagging")))
    title, lead = (
        words.translate("site.translations_title"),
        words.translate("site.translations_lead"),
    )
    yield PageSpec(PATH, title, "translations.html", facts, lead, tuple(toc))


def _in(lang: str, words: Catalogue) -> str:
    return words.choice("site.in_language", lang)
