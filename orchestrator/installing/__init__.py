"""Finds, chooses and installs packages into the packages folder of a project."""
