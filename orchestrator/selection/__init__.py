"""Which nodes a command is about: `--select` and `--exclude` over a project."""
