"""The money that names goals in words, rows and tables, for its own pages and for those that tell of it."""
