"""The theme's style sheets and scripts -> one of each: every file more is a round trip before a
page is shown.

What an instance adds in its own mkdocs.yml stands after them, as it is.
"""

from collections.abc import Iterable, Sequence

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/"
STYLES, SCRIPTS = "assets/vigie-all.css", "assets/vigie-all.js"


def join(files: Files, config: MkDocsConfig) -> None:
    """Put one style sheet and one script in the place of the theme's own, in `files` and in the
    settings.
    """
    styles = [path for path in config.extra_css if _is_own(path, files)]
    _put(files, config, STYLES, styles, "\n")
    config.extra_css = [
        *([STYLES] if styles else ()),
        *(path for path in config.extra_css if path not in styles),
    ]
    scripts = [
        one for one in config.extra_javascript if isinstance(one, ExtraScriptValue) and one.defer
    ]
    paths = [one.path for one in scripts if _is_own(one.path, files)]
    _put(files, config, SCRIPTS, paths, ";\n")
    rest = [one for one in config.extra_javascript if str(one) not in paths]
    config.extra_javascript = [*([_deferred(SCRIPTS)] if paths else ()), *rest]


def joined(texts: Iterable[str], between: str) -> str:
    """Write texts after one another, with what ends a statement or a rule `between` two of them."""
    return between.join(text.strip() for text in texts) + "\n"


def _is_own(path: str, files: Files) -> bool:
    return path.startswith(FOLDER) and files.get_file_from_path(path) is not None


def _put(files: Files, config: MkDocsConfig, name: str, paths: Sequence[str], between: str) -> None:
    parts = [part for path in paths if (part := files.get_file_from_path(path))]
    if parts:
        files.append(
            File.generated(
                config, name, content=joined((part.content_string for part in parts), between)
            )
        )
    for part in parts:
        files.remove(part)


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script
