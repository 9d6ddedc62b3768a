"""What nodes are made of, and what is known of them."""
