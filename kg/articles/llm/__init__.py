"""The reader that asks a language model, and keeps what the text bears out."""
