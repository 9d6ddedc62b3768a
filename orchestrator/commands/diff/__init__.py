"""Compares two sides of a project, to see a change before or after it is published."""
