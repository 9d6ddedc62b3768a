"""What is published about customers and segments, as several commands read it."""
