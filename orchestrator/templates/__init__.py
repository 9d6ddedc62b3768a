"""Templates: read without Jinja if possible, otherwise rendered with macros."""
