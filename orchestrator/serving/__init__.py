"""`seg serve`: what is published, asked for over HTTP; each answer is of one generation."""
