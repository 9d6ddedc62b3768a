create temporary view customers as
select cast(id as bigint) as id, name, city, cast(age as int) as age,
    cast(joined_on as date) as joined_on, cast(score as double) as score, is_vip
from values
    (1, 'Anna', 'Bern', 34, '2023-05-01', 0.5D, true),
    (2, 'Bob', 'Basel', 20, '2023-05-01', -1.25D, false),
    (3, 'Cora', 'Bern', null, '2023-12-31', null, null),
    (4, 'Dan', null, 40, null, 7.0D, true),
    (5, 'anna', 'Zürich', 67, '2024-02-29', 0.0D, false),
    (6, 'Eva', 'Basel', 19, '2024-01-01', 100.125D, false)
    as t(id, name, city, age, joined_on, score, is_vip);

create temporary view orders as
select cast(id as bigint) as id, cast(customer_id as bigint) as customer_id,
    cast(ordered_at as timestamp_ntz) as ordered_at, cast(ordered_on as date) as ordered_on,
    cast(amount as decimal(12, 2)) as amount, cast(weight as double) as weight,
    cast(quantity as int) as quantity, status, cast(tags as array<string>) as tags, payload
from values
    (1, 1, '2024-01-05 10:00:00', '2024-01-05', 19.90, 1.005D, 1, 'paid', array('a', 'b'),
        '{"kind": "x", "size": "12", "inner": {"deep": "d"}, "list": [1, 2]}'),
    (2, 1, '2024-01-31 23:59:59', '2024-01-31', 5.00, 2.5D, 2, 'paid', array('b'), '{"kind": "y"}'),
    (3, 1, '2024-03-01 00:00:00', '2024-03-01', 7.25, 0.333D, 0, 'open', array(), '{"size": "z"}'),
    (4, 2, '2024-02-29 12:30:15.5', '2024-02-29', 30.00, 10.0D, 3, null, array('c', 'a', 'b'), null),
    (5, 2, '2024-12-31 23:00:00', '2024-12-31', 0.05, -2.75D, 1, 'paid', array('a'), '{}'),
    (6, 3, '2023-12-31 00:00:00', '2023-12-31', 15.55, 3.5D, 4, 'back', null, '{"kind": null}'),
    (7, null, '2024-02-01 08:15:00', '2024-02-01', 22.10, 4.5D, 2, 'open', array(null, 'd'), '{"a": 1}'),
    (8, 2, '2024-01-07 00:00:01', '2024-01-07', 1000.00, 0.1D, 1, 'paid', array('e'), '{"kind": "x"}')
    as t(id, customer_id, ordered_at, ordered_on, amount, weight, quantity, status, tags, payload);
