"""Artifacts: machine-readable files about a project and its runs, written atomically."""
