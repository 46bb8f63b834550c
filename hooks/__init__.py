"""Publish: what MkDocs calls while it builds; thin adapters over pure functions."""
