"""Everything by which a reader finds: the index of the site, the search of the command line and of
an offline copy.
"""
