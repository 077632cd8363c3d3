"""Wiring: everything is constructed here, once, and handed on by constructor arguments."""
