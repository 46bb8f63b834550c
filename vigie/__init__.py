"""Top floor: the command `vigie`; arguments in, exit code out."""
