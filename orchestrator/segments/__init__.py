"""Families of segments: the language of rules, and the SQL that a family is expanded into."""
