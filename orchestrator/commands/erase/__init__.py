"""`erase`: removes a person from all that seg made, and lists what seg cannot change."""
