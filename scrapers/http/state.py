"""What the last run learnt of each address, in `.vigie/state.json`.

Its loss costs only bandwidth.
"""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.storage import atomic

# The keys of the file; what is known by address or by source stands under each.
_KINDS = ("validators", "lastmod", "asked", "run", "whole", "mark")
_MAX_VALUE = 1024

StatePart = Mapping[str, Any]


class FetchState:
    """Validators, sitemap dates, last questions by address; last runs by source.

    Safe to share between threads.
    """

    def __init__(
        self, path: Path | None = None, known: Mapping[str, StatePart] | None = None
    ) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, dict[str, Any]] = {}
        for kind in _KINDS:
            self._known[kind] = dict((known or {}).get(kind, {}))

    @classmethod
    def load(cls, path: Path) -> "FetchState":
        """Read the file; an absent or broken one, or one of another shape, is an empty state."""
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return cls(path)
        return cls(path, _sound(found))

    def save(self) -> None:
        """Write the file whole or not at all. Raise DiskError where the disk refuses."""
        if self._path is None:
            return
        with self._lock:
            text = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        atomic.write(self._path, text.encode("utf-8", "surrogatepass"))

    def validators(self, url: str) -> dict[str, str]:
        """Return the request headers that ask for the page only if it changed, or none.

        RFC 9110, 13.1.
        """
        known = self._known["validators"].get(url, {})
        headers = {
            "If-None-Match": known.get("etag", ""),
            "If-Modified-Since": known.get("last_modified", ""),
        }
        return _filled(headers)

    def remember(self, url: str, etag: str, last_modified: str) -> None:
        """Keep what the server said of this version of the page.

        Without either, forget the former one.
        """
        said = {"etag": _header_safe(etag), "last_modified": _header_safe(last_modified)}
        self._set("validators", url, _filled(said))

    def lastmod(self, url: str) -> str:
        """Return the date that the sitemap stated for this page when it was last read, or ""."""
        return str(self._known["lastmod"].get(url, ""))

    def set_lastmod(self, url: str, lastmod: str) -> None:
        """Keep the date that the sitemap states."""
        self._set("lastmod", url, lastmod)

    def row_hash(self, address: str) -> str:
        """Return the hash of the row that this entry was last made from, or "" without one."""
        return str(self._known["mark"].get(address, ""))

    def set_row_hash(self, address: str, row_hash: str) -> None:
        """Keep the hash of a row that was settled."""
        self._set("mark", address, row_hash)

    def asked(self, url: str) -> str:
        """Return when an entry that left its list was last asked for, ISO 8601, or "" if never."""
        return str(self._known["asked"].get(url, ""))

    def set_asked(self, url: str, moment: str) -> None:
        """Keep when the entry was asked for."""
        self._set("asked", url, moment)

    def run(self, source_id: str) -> str:
        """Return when the source was last gathered without fault, ISO 8601, or ""."""
        return str(self._known["run"].get(source_id, ""))

    def set_run(self, source_id: str, moment: str) -> None:
        """Keep when the source was gathered without fault."""
        self._set("run", source_id, moment)

    def complete(self, source_id: str) -> bool:
        """Return whether that last run took in all that the source listed.

        Then "not modified" means that there is nothing to do.
        """
        last = self.run(source_id)
        return bool(last) and self._known["whole"].get(source_id) == last

    def set_complete(self, source_id: str, moment: str) -> None:
        """Keep when all that the source listed was taken in; "" while something waits."""
        self._set("whole", source_id, moment)

    def forget(self, prefix: str) -> None:
        """Drop all that is known of addresses that start so: they will be asked for whole again."""
        with self._lock:
            for known in self._known.values():
                for key in list(known):
                    if key.startswith(prefix):
                        del known[key]

    def _set(self, kind: str, key: str, value: object) -> None:
        with self._lock:
            if value:
                self._known[kind][key] = value
            else:
                self._known[kind].pop(key, None)


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _sound(found: object) -> dict[str, StatePart]:
    """Return the parts of a file that have the shape we write.

    It may have been edited, or be of another version.
    """
    if not isinstance(found, dict):
        return {}
    return {kind: _sound_part(kind, found.get(kind)) for kind in _KINDS}


def _sound_part(kind: str, part: object) -> StatePart:
    if not isinstance(part, dict):
        return {}
    fits = _are_validators if kind == "validators" else _is_text
    return {key: value for key, value in part.items() if fits(value)}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_validators(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_header_safe, value.values()))


def _is_header_safe(value: object) -> bool:
    """Return whether a header value may be sent back: a server chose it."""
    if not isinstance(value, str) or len(value) > _MAX_VALUE:
        return False
    return value.isascii() and value.isprintable()


def _header_safe(value: str) -> str:
    return value if _is_header_safe(value) else ""
