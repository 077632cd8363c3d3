"""The single writer: commit, fold, notify; alone opens the dialogue file."""
