"""The database file: the profile's settings, opening it, its disk."""
