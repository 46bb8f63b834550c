"""Gather: what watch_sources.yml names -> docs/watch/**.md."""
