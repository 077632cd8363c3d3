"""The shared widgets, one per file; see console.views for the list."""
