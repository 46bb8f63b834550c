"""Leaving with it: library + facts of the site -> feeds, open data, references, sitemap. One module
a format.

Every function here is pure: the same entries give the same bytes, whatever the day of the build.
"""
