"""Time, computed from evenings that real operations made."""
