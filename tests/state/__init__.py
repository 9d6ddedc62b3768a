"""Tests of definitions, and of what is known about nodes."""
