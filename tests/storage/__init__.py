"""The dialogue file, on real files."""
