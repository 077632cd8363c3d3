"""What the description promises, held against running backends."""
