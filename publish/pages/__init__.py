"""Sheets -> pages and files. Each module publishes one kind, or what several kinds give
together.
"""
