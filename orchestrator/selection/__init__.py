"""Resolves `--select` and `--exclude` to the nodes of a project."""
