{{ dbt.date_spine('day', "cast('2025-01-30' as date)", "cast('2025-02-02' as date)") }}
