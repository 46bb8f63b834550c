"""An address that people typed -> its parts. What cannot be one has none."""

from urllib.parse import SplitResult, urlsplit


def parts_of(address: str) -> SplitResult | None:
    """Return an address in its parts, None for what cannot be one (RFC 3986)."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def is_elsewhere(parts: SplitResult) -> bool:
    """Return whether an address leads out of the site, or to another program."""
    return bool(parts.scheme or parts.netloc)
