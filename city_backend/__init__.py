"""The reference city backend: an append-only log over HTTP; no Qt."""
