"""The text of an article: lines, sentences, tokens, and the words of English that the reader goes by."""
