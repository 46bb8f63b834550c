"""What was found in the folder -> lines on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from knowledge.problems import Tongue
from publish.search.tree import Hit

NOTHING = {"en": "Nothing found.", "fr": "Rien trouvé.", "nl": "Niets gevonden."}


def show(hits: Sequence[Hit], out: Console, tongue: Tongue) -> None:
    """Print each hit's title, where it stands and an excerpt; text stays text."""
    for number, hit in enumerate(hits, 1):
        about = ", ".join(filter(None, (hit.lang, hit.kind, hit.source, hit.day)))
        out.print(Text(f"{number}. {hit.title}", style="bold"), soft_wrap=True)
        out.print(Text(f"   {about}", style="dim"), soft_wrap=True)
        out.print(Text(f"   {hit.url}"), soft_wrap=True)
    if not hits:
        out.print(Text(NOTHING[tongue]))
