"""What is done with the rows of single people: lists are handed out, and people are forgotten."""
