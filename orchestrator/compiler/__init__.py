"""Compiling: templates become SQL whose relations are still open, so one text serves all uses."""
