"""The view Ergebnisse: what the evening brought, what to look at, and its documents."""
