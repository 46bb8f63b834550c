"""Keys of any sheet, as its model would give them."""

from types import SimpleNamespace


class Values(SimpleNamespace):
    """What a test tells of a sheet, a person's role, …: the rest is not there."""

    def get(self, key):
        return getattr(self, key, None)

    def get_ids(self, key):
        return getattr(self, key, None) or ()
