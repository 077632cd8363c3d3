"""The suite; mirrors the source."""
