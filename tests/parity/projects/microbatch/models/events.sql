{{ config(materialized='table', event_time='at') }}
select unnest(range(1, 6)) as id, timestamp '2025-01-01' + to_hours(unnest(range(0, 100, 20))::integer) as at
