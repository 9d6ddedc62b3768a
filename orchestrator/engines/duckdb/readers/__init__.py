"""The copy for readers: one generation in a file of its own."""
