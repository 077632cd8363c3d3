"""The console as a whole: wiring, files, joining, closing."""
