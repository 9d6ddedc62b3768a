"""Carrying plans out."""
