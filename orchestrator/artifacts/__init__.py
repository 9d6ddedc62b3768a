"""Artifacts: what machines read of a project and its runs, as files that are whole or absent."""
