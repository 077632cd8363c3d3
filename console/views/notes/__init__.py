"""The view of the note-taker: capture line, board, measures."""
