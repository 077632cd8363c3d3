"""What others wrote: brought back, parked, adopted."""
