"""`vigie schema`: write the files that follow from the models of sheets and from the lists."""

import typer

from knowledge import taxonomy
from knowledge.sheets import collection, generated
from vigie.terminal import CliContext, say_all


def run(context: typer.Context) -> None:
    """Write the JSON Schemas, the templates, the guide's tables and the issue forms."""
    common: CliContext = context.obj
    lists = taxonomy.load(common.root)
    say_all(generated.write(common.root, lists, collection.load(common.root)))
