"""Lists and tables of others, read in."""
