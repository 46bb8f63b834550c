"""The holdings of a small instance, as the tests of what is published make them."""

from tests.publish.conftest import entry, library_of

__all__ = ["entry", "library_of"]
