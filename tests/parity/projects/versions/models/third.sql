select 1 as id, 'next' as name
