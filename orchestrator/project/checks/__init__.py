"""Checks of a project as a whole: what has no effect, what is not allowed, what is overdue."""
