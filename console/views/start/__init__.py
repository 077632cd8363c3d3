"""The start page: sample, new dialogue, file, city backend, and what was open before."""
