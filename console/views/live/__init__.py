"""The live view: agenda, what is on now, groups, notes, hints and people."""
