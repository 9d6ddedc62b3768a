select 1::bigint as id, 'a'::varchar as name
