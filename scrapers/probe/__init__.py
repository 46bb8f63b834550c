"""`vigie probe`: a site's address -> what it offers to a watch, and the source to paste."""
