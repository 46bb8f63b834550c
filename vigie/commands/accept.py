"""`vigie accept`: publish the entries of a source that were held."""

import typer

from knowledge import health
from knowledge.storage import entry_store, lock
from vigie import instance
from vigie.terminal import CliContext, SourceArgument, say


def run(context: typer.Context, source: SourceArgument) -> None:
    """Publish the held entries of a source; what it gives from now on is normal."""
    common: CliContext = context.obj
    instance.require(common.load(), [source], common.words)
    with lock.lock(common.root):
        accepted = entry_store.accept(common.root, source)
        health.save(common.root, health.load(common.root).accept(source))
    count = common.words.plural("command.accept.accepted", len(accepted))
    say(f"{source}: {count}")
