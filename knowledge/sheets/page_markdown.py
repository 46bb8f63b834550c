"""What people wrote -> HTML, outside of MkDocs, with the same extensions of Markdown."""

import markdown

from knowledge.sheets import markup

# As hooks/mkdocs.base.yml has them: a test holds both together.
EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)
# A column's side as an attribute: the style that stands for it otherwise is not published.
OPTIONS = {"tables": {"use_align_attribute": True}}


def to_html(text: str) -> str:
    """Return a page's text as HTML that may be published; its headings have the ids that they have
    on the site.
    """
    return markup.clean(rendered(text))


def rendered(text: str) -> str:
    """Return what Markdown makes of a text, with whatever HTML its author put into it."""
    return str(
        markdown.markdown(
            text, extensions=[*EXTENSIONS, "toc"], extension_configs=OPTIONS, output_format="html"
        )
    )
