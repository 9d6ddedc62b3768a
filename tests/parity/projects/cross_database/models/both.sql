select 1 as a {{ dbt.intersect() }} select 1 as a
