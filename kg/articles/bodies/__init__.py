"""Parties as a text names them: bodies, places, persons who sign for them, groups, references."""
