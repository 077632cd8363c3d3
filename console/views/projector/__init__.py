"""The window that everybody sees."""
