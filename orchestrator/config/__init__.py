"""Strict reading of YAML, of project, profile and package files, and of config trees."""
