"""Frozen values, operations and their fold: the words of the trade, without Qt, I/O or clock.

dialogue       one evening with citizens; on screen "Dialog"
agenda item    a part of the run sheet: plenary, breakout, break, or pairs
breakout group a small group of one breakout item
visit          one stay at an agenda item; a second stay is another visit
run            one start of a group's timer
participant    a person on the roster; what the person is there for is the `part`
attendance     registered, promised, waiting, present, left, excluded
note, theme    a sticky note; several notes under one title
measure        a proposal from the dialogue, until somebody entitled promises it
operation      one fact about one entity, written once and never changed
record         an operation with the stamps of the backend's log
chain          the running hash over a log
member         somebody of the moderation team, with a role
"""
