"""The user's path: each function checks a rule, builds facts, and commits them as one action.

All take the open `Store` first. They raise CommandRejected when a rule says no, and pass on
KnownFailure when the file does not take it; in both cases nothing was changed. A command that
would change nothing commits nothing.
"""
