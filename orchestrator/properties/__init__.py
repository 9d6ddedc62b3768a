"""Property files: what YAML declares about models, seeds, sources, tests and macros."""
