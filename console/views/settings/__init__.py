"""What whoever works here can set, and the keys."""
