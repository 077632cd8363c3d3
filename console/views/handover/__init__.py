"""Handing over by hand: sheets for giving and for reading in, and files that are dropped."""
