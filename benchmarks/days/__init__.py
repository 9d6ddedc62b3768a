"""Days of a shop that lives, segmented run after run and compared with full refreshes."""
