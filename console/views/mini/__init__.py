"""The strip that stays above the video conference."""
