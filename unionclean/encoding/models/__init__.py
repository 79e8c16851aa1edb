"""How likely a text is: a trigram model, the model of one page, code lengths."""
