"""The user's path: checks a rule, builds operations, commits them."""
