"""What a setting says before anybody has filled it in: "example: to fill in", or an address that is
kept for examples.
"""

import re
from urllib.parse import urlsplit

# Nobody can be reached there (RFC 2606, RFC 6761).
_HOST = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|invalid|localhost|test)\.?", re.IGNORECASE
)
_TO_FILL = re.compile(r"\s{0,9}(?:example|exemple|voorbeeld)\s{0,9}:(?!//)", re.IGNORECASE)


def is_example(told: object) -> bool:
    """Return whether a value is no more than an example: of a name, a mailbox or an address."""
    text = str(told or "")
    return bool(_TO_FILL.match(text) or _HOST.fullmatch(_host(text)))


def _host(text: str) -> str:
    """Return the host of an address or of a mailbox, "" of anything else."""
    if "://" not in text:
        return text.partition("@")[2].partition("?")[0].strip()
    try:
        return urlsplit(text).hostname or ""
    except ValueError:
        return ""
