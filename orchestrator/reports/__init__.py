"""Reports: events, rows, plans and nodes, formatted for people and log readers."""
