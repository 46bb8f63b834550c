"""`vigie serve`: build the sites and show them on this machine."""

import typer

from vigie import serving, site
from vigie.terminal import CliContext, Port, say


def run(context: typer.Context, port: Port = 8000) -> None:
    """Build the site of each locale and serve them on this machine."""
    common: CliContext = context.obj
    common.load()
    serving.serve(site.build(common, common.root, common.root / "site"), port, say)
