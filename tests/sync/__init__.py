"""The network's path against a real backend."""
