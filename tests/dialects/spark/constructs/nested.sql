-- a list as it is written
select [1, 2, 3] as numbers, ['a', null] as texts, list_value(1, 2) as also;
-- an element of a list
select id, tags[1] as first, tags[-1] as last, tags[9] as none from orders;
-- how long a list is
select id, len(tags) as n, array_length(tags) as also, length(tags) as too from orders;
-- what a list contains
select id, list_contains(tags, 'a') as a, array_contains(tags, 'b') as b, list_has(tags, 'c') as c, list_contains(tags, status) as s from orders;
-- where in a list
select id, list_position(tags, 'b') as at from orders;
-- a part of a list
select list_filter([1, 2, 3, 4], lambda x: x between 2 and 3) as middle;
-- lists that are joined
select list_concat([1, 2], [3]) as three, [1] || [2] as two, list_append([1], 2) as appended, list_prepend(0, [1]) as before;
-- lists that are sorted
select list_sort([3, 1, 2]) as up, list_reverse_sort([3, 1, 2]) as down, list_sort([2, null, 1]) as with_null, list_sort([3, 1], 'desc') as also_down;
-- lists without repetitions
select list_sort(list_distinct([1, 2, null, 2, 1])) as two, len(list_distinct([1, null])) as n;
-- every element changed
select list_transform([1, 2, 3], lambda x: x * 2) as twice;
-- elements that meet a condition
select list_filter([1, 2, 3], lambda x: x > 1) as more;
-- a list to one value
select list_max([1, 3, 2]) as most, list_min([2, 1]) as least;
-- a list as a text
select array_to_string(['a', 'b'], '-') as joined;
-- a list the other way round
select list_reverse([1, 2, 3]) as back;
-- nested lists made flat
select flatten([[1, 2], [3]]) as flat;
-- numbers as a list
select range(1, 4) as three, generate_series(1, 3) as also, range(3) as from_zero;
-- numbers downwards as a list
select range(3, 1) as none, generate_series(3, 1) as also_none, generate_series(3, 1, -1) as down;
-- a row for each element
select id, unnest(tags) as tag from orders;
-- a row for each element, joined
select o.id, t.tag from orders as o, unnest(o.tags) as t(tag);
-- a row for each element, cross joined
select o.id, t.tag from orders as o cross join unnest(o.tags) as t(tag);
-- values with names
select {'a': 1, 'b': 'x'} as pair, struct_pack(c := id, d := status) as packed from orders;
-- a value by its name
select id, pair.a as a, pair['b'] as b, struct_extract(pair, 'a') as also from (select id, {'a': amount, 'b': status} as pair from orders) as t;
-- values by keys
select map(['x'], [2])['x'] as two, map(['x'], [2])['y'] as none;
-- the keys of a map
select map_keys(map(['a', 'b'], [1, 2])) as keys, map_values(map(['a'], [1])) as vals;
-- texts of JSON
select id, payload ->> 'kind' as kind, payload ->> '$.size' as size, json_extract_string(payload, '$.inner.deep') as deep from orders;
-- a series of columns
select id, range(quantity) as up, generate_series(quantity, 2) as other from orders;
-- numbers of JSON
select id, try_cast(payload ->> 'size' as int) as size from orders;
-- an element of a list in JSON
select id, payload ->> '$.list[1]' as second from orders;
-- empty lists
select len([]) as zero, coalesce(tags, []) as tags from orders where id = 1;
-- a list that is compared
select id from orders where tags = ['a', 'b'];
-- a slice of a list
select id, tags[1:2] as two, tags[2:9] as others, tags[3:2] as none, [1, 2, 3, 4][2:3] as middle from orders;
-- a slice of an ordered list of a group
select customer_id, (list(ordered_at order by ordered_at desc) filter (quantity > 0))[1:2] as last_two from orders group by customer_id;
