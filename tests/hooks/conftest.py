"""The holdings of a small instance, as the tests of what is published make them."""

from tests.publish.conftest import entry, shelf

__all__ = ["entry", "shelf"]
