select unnest(range(date '2025-01-01', date '2025-01-10', interval 1 day))::date as day
