"""Templates: read without Jinja, rendered with macros, errors at the user's line."""
