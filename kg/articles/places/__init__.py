"""Names of places, and what they name."""
