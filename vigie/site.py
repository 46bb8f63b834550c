"""The sites of an instance: built into a folder, and shown on this machine."""

from datetime import date as Day
from pathlib import Path

from knowledge.errors import ConfigError, SheetError
from vigie import checking
from vigie.terminal import CliContext, say, warn


def build(
    common: CliContext,
    root: Path,
    folder: Path,
    *,
    demo: bool = False,
    copy: Path | None = None,
    today: Day | None = None,
    leave_out_broken: bool = False,
) -> Path:
    """Build the site of each locale; return the folder. What is to be known of it is printed.

    Raises SheetError with what `check` tells, in place of what the site generator says of the same.
    """
    # What builds is long to load.
    from hooks import build as building

    say(common.tell("build.building"))
    try:
        built = building.build(
            root,
            folder,
            demo=demo,
            copy=copy,
            today=today,
            locale=common.locale,
            leave_out_broken=leave_out_broken,
        )
    except (ConfigError, SheetError):
        raise
    except Exception as error:
        if mistakes := checking.mistakes(root, common.load, today or Day.today()):
            raise SheetError(mistakes) from error
        raise
    for notice in built.notices:
        warn(notice)
    return built.folder
