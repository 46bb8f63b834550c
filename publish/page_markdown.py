"""What people wrote -> HTML, outside of MkDocs, with the same extensions of Markdown."""

import markdown

# As hooks/mkdocs.base.yml has them: a test holds both together.
EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)


def to_html(text: str) -> str:
    """Return a page's text as HTML; its headings have the ids that they have on the site."""
    return str(markdown.markdown(text, extensions=[*EXTENSIONS, "toc"], output_format="html"))
