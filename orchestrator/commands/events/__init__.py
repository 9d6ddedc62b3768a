"""Segment events: read from a cursor on, and delivered to consumers."""
