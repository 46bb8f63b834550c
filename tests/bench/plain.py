"""What a plain MkDocs + Material site of the same entries is: one build, its own search, a page for
each entry.
"""

from pathlib import Path

import yaml

from knowledge.storage import entry_store

CONFIG = """\
site_name: Plain
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: /entries/
"""


def instance(of: Path, folder: Path) -> Path:
    """Write the pages of the entries in `of`, and the settings; give the settings' file."""
    pages = folder / "docs" / "entries"
    pages.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Entries\n", encoding="utf-8")
    for entry in entry_store.load(of):
        head = yaml.safe_dump(
            {"title": entry.title, "tags": list(entry.themes)}, allow_unicode=True
        )
        head = f"# {entry.title}\n\n{entry.source}, {entry.date or ''}\n\n"
        body = f"{head}{entry.summary}\n\n<{entry.url}>\n"
        (pages / f"{entry.id}.md").write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    return folder / "mkdocs.yml"
