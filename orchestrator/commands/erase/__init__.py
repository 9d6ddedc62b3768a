"""`erase`: a person leaves all that seg made; what seg cannot change is told, a line each."""
