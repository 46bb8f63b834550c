"""The words, typography and conventions of each locale."""
