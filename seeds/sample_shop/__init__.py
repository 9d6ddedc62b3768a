"""The sample shop, invented: one module for each of its exports, all drawn from fixed seeds."""
