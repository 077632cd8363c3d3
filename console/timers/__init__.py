"""Time as pure functions of state and now: remaining, over time, plan, forecast, thresholds."""
