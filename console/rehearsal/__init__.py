"""The simulated evening: actors that drive view models and a conductor that owns the clock."""
