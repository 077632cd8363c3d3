"""The moderation console of Dialogpult."""

__version__ = "0.1.0"
