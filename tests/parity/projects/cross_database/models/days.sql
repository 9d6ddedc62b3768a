select
    {{ dbt.dateadd('day', 3, "cast('2025-01-30' as date)") }} as added,
    {{ dbt.dateadd('month', -1, "cast('2025-03-31' as timestamp)") }} as months,
    {{ dbt.datediff("cast('2025-01-01' as date)", "cast('2025-03-01' as date)", 'month') }} as months_apart,
    {{ dbt.datediff("cast('2025-01-01' as date)", "cast('2025-03-01' as date)", 'day') }} as days_apart,
    {{ dbt.datediff("cast('2025-01-01 10:59:00' as timestamp)", "cast('2025-01-01 11:01:00' as timestamp)", 'hour') }} as hours_apart,
    {{ dbt.date_trunc('month', "cast('2025-03-31' as date)") }} as month,
    {{ dbt.last_day("cast('2025-02-01' as date)", 'month') }} as last_day,
    {{ dbt.last_day("cast('2025-02-01' as date)", 'quarter') }} as last_of_quarter,
    {{ dbt.date(2025, 1, 2) }} as day,
    {{ dbt.current_timestamp() }} is not null as now
