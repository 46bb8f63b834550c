"""Knowledge -> pages, search and exports. Knows no site generator."""
