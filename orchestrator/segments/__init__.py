"""Segment families: the rule language, and the SQL that a family is expanded into."""
