"""One package for each database that seg supports, behind one interface."""
