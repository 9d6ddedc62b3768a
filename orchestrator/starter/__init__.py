"""The project that `seg init` starts with, and the code that writes it."""
