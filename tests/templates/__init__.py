"""Templates: read without Jinja, rendered with macros, wrong at the user's line."""
