"""What a generation is and how the next one comes about, for every engine: pure values."""
