"""What the knowledge base keeps on disk: front matter, entries, YAML, locks."""
