"""Property files: what YAML beside the SQL says of models, seeds, sources, tests and macros."""
