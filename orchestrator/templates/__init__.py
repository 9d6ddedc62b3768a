"""Templates: read without Jinja where that is possible, rendered with macros where it is not."""
