"""The frame all views sit in: top bar, bottom bar, centre and the side sheets."""
