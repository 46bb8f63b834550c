"""What people wrote -> the page that tells editors what is not translated, and which translations
lag behind.
"""

from collections.abc import Iterator

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import page_index
from publish.generated_page import GeneratedPage
from publish.site_context import SiteContext

PATH = "translations.md"


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the page, where the site has more than one language."""
    languages = context.library.sheets.languages
    if len(languages) < 2:
        return
    missing = list(page_index.lacking(context.library.pages, languages))
    facts = {
        "lacking": [
            (lang, [one for one, absent in missing if absent == lang]) for lang in languages
        ],
        "lagging": list(page_index.lagging(context.library.pages)),
    }
    toc = [
        (
            f"lacks-{lang}",
            context.catalogue.translate(
                "site.translations_lacking", in_language=_in(lang, context.catalogue)
            ),
        )
        for lang in languages
    ]
    toc.append(("lagging", context.catalogue.translate("site.translations_lagging")))
    title, lead = (
        context.catalogue.translate("site.translations_title"),
        context.catalogue.translate("site.translations_lead"),
    )
    yield GeneratedPage(PATH, title, "translations.html", facts, lead, tuple(toc))


def _in(lang: str, catalogue: Catalogue) -> str:
    return catalogue.choice("site.in_language", lang)
