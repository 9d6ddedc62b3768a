"""State: what was built from what, as fingerprints that two runs can compare."""
