"""Benchmarks of seg: each script prints one table."""
