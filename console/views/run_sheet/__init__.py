"""The run sheet as a file: saving it, reading it in."""
