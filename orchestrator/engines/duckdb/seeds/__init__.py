"""Seeds: CSV files become tables, with the types of their values."""
