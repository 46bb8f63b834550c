"""What `make bench` measures: the watch from recorded feeds to files, and the site from files to
pages.
"""
