"""The pure twins of engines: how each spells names and statements."""
