select 1 as a {{ dbt.except() }} select 2 as a
