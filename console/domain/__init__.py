"""Frozen values, operations, fold and rights; no Qt, no I/O, no clock."""
