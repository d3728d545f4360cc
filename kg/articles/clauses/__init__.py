"""One sentence: its parties, documents and days in a row, and who signs what in it."""
