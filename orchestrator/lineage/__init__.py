"""Column lineage: the columns of relations that a column of a SELECT is derived from."""
