"""Teilnehmende: the table of people, the search line above it, and what stands beside it."""
