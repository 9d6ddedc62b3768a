"""State: what was built from what, as fingerprints that runs can compare."""
