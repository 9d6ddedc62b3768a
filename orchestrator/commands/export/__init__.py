"""`export`: the reachable members of a segment as a file, and what whoever took it in holds."""
