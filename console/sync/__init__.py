"""The network's path between the store and the city backend; no Qt."""
