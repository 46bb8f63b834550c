"""How the product code reads: what was found at first, what it is now, what is to be reached."""
