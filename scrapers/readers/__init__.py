"""Readers: bytes -> raw entries, by format."""
