"""Date expressions, and what partial ones are counted from."""
