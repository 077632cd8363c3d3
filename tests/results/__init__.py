"""The documents of an invented evening, read again with other programs' eyes."""
