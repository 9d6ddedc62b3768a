"""`seg serve`: published data over HTTP; each answer is from one generation."""
