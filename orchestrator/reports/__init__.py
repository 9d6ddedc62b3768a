"""Reports: the stream of events, rows, plans and nodes as a person or a log reader wants them."""
