"""What it takes to propose a practice with nothing but the site: steps, words and fields, counted."""
