"""Reuse: unchanged work is not repeated, and changed work is."""
