"""Who may do and see what, tried from outside."""
