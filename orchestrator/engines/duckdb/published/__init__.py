"""What is published: switching names in one transaction, and going back."""
