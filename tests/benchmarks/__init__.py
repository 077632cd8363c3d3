"""The figures: how long things take and what they cost, each beside the least it could."""
