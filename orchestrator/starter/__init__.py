"""The project that `seg init` starts with, and how it is written."""
