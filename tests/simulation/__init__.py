"""Evenings with everything going wrong, from a seed."""
