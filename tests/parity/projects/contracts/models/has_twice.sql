select unnest([1, 1])::integer as id
