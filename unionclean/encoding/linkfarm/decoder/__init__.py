"""A beam search over the bytes that the machine saw."""
