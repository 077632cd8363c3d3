"""Rows and properties for the views, and the one bridge out of the store."""
