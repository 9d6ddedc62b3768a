create table customers (
    id bigint, name varchar, city varchar, age integer, joined_on date, score double,
    is_vip boolean
);
insert into customers values
    (1, 'Anna', 'Bern', 34, '2023-05-01', 0.5, true),
    (2, 'Bob', 'Basel', 20, '2023-05-01', -1.25, false),
    (3, 'Cora', 'Bern', null, '2023-12-31', null, null),
    (4, 'Dan', null, 40, null, 7.0, true),
    (5, 'anna', 'Zürich', 67, '2024-02-29', 0.0, false),
    (6, 'Eva', 'Basel', 19, '2024-01-01', 100.125, false);

create table orders (
    id bigint, customer_id bigint, ordered_at timestamp, ordered_on date, amount decimal(12, 2),
    weight double, quantity integer, status varchar, tags varchar[], payload varchar
);
insert into orders values
    (1, 1, '2024-01-05 10:00:00', '2024-01-05', 19.90, 1.005, 1, 'paid', ['a', 'b'],
        '{"kind": "x", "size": "12", "inner": {"deep": "d"}, "list": [1, 2]}'),
    (2, 1, '2024-01-31 23:59:59', '2024-01-31', 5.00, 2.5, 2, 'paid', ['b'], '{"kind": "y"}'),
    (3, 1, '2024-03-01 00:00:00', '2024-03-01', 7.25, 0.333, 0, 'open', [], '{"size": "z"}'),
    (4, 2, '2024-02-29 12:30:15.5', '2024-02-29', 30.00, 10.0, 3, null, ['c', 'a', 'b'], null),
    (5, 2, '2024-12-31 23:00:00', '2024-12-31', 0.05, -2.75, 1, 'paid', ['a'], '{}'),
    (6, 3, '2023-12-31 00:00:00', '2023-12-31', 15.55, 3.5, 4, 'back', null, '{"kind": null}'),
    (7, null, '2024-02-01 08:15:00', '2024-02-01', 22.10, 4.5, 2, 'open', [null, 'd'], '{"a": 1}'),
    (8, 2, '2024-01-07 00:00:01', '2024-01-07', 1000.00, 0.1, 1, 'paid', ['e'], '{"kind": "x"}');
