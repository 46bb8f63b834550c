"""`vigie search`: entries and written pages of the folder, the best first."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from knowledge import problems
from knowledge.model import Problem
from publish.search import tree
from publish.search.tree import Hit
from vigie.terminal import AsJson, CliContext, out, print_json, warn


def run(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    lang: Annotated[str, typer.Option()] = "",
    kind: Annotated[str, typer.Option()] = "",
    limit: Annotated[int, typer.Option(min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find entries and written pages in the folder itself, the best first."""
    common: CliContext = context.obj

    def tell(problem: Problem) -> None:
        """Name a page that cannot be read."""
        warn(problems.what(problem, common.locale))

    asked = " ".join(words)
    hits = tree.search(common.root, asked, lang=lang, kind=kind, limit=limit, tell=tell)
    if as_json:
        print_json([hit.data() for hit in hits])
    elif hits:
        show(hits, out)
    else:
        out.print(Text(common.tell("search.nothing")))


def show(hits: Sequence[Hit], console: Console) -> None:
    """Print each hit's title, what it is and its address; text stays text."""
    for number, hit in enumerate(hits, 1):
        about = ", ".join(filter(None, (hit.lang, hit.kind, hit.source, hit.day)))
        console.print(Text(f"{number}. {hit.title}", style="bold"), soft_wrap=True)
        console.print(Text(f"   {about}", style="dim"), soft_wrap=True)
        console.print(Text(f"   {hit.url}"), soft_wrap=True)
