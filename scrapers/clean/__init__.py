"""A raw entry -> an entry: text, address, dates, excerpt, id."""
