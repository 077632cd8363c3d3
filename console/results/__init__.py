"""Documents out: minutes, tables and figures."""
