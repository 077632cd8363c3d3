"""The dialogue file: the single writer commits, folds, projects, and tells what changed.

`Store` is the whole of it for others: `commit` for what this console makes, `receive` for what
the log brings, `state` to read, `subscribe` to hear of changes.
"""
