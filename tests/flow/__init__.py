"""The way of one thing through the whole program."""
