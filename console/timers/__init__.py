"""Time as pure functions of state and now."""
