"""What a generation is and how the next one is made, for every engine: pure values."""
