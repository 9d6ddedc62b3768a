"""Handles rows of individual people: exports lists, and erases people."""
