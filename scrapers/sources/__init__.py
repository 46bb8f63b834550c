"""Readers for one odd site each, which no format can read.

A module here is a reader by its file name.
"""
