"""No word left in the code: catalogues in marks, and what of a site stands outside of them."""
