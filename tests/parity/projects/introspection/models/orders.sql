select * from (values (1, 'sent', 2.5), (2, 'lost', 3.5), (3, 'sent', 1.0)) as t(id, status, amount)
