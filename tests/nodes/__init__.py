"""Tests of what a project consists of."""
