"""`export`: writes reachable members of a segment to a file, and tracks what a recipient has."""
