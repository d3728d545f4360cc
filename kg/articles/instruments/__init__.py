"""Documents as a text names them: kind, title, number."""
