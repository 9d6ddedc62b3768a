"""What seg costs, measured: scripts of which each prints one table."""
