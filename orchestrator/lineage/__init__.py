"""Which columns of which relations a column of a SELECT is made of."""
