"""`export`: the reachable members of a segment as a file, and what its recipient holds."""
