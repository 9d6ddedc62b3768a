select 1 as id, 'new' as name, 3 as more
