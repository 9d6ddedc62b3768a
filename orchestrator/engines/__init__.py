"""One package for each database that seg works on, behind one boundary."""
