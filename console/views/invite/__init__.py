"""Inviting devices: the code to read aloud, who has a place, and taking one away."""
