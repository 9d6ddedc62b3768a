"""Tests of executing plans."""
