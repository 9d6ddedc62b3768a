"""What templates can name: `adapter`, `var`, `doc`, relations and their columns."""
