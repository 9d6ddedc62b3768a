"""Simulated days of a shop, segmented run after run and compared with full refreshes."""
