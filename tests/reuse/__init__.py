"""Reuse: what need not be done again is not, and what must be is."""
