with numbers as (select unnest([3, 1, 2, 2]) as n)
select
    {{ dbt.listagg('n', "','", 'order by n') }} as listed,
    {{ dbt.listagg('n', "','", 'order by n', 2) }} as first_two,
    {{ dbt.any_value('1') }} as anything,
    {{ dbt.bool_or('n > 2') }} as one_is,
    {{ dbt.array_construct(['1', '2']) }} as made,
    {{ dbt.array_append(dbt.array_construct(['1']), '2') }} as appended,
    {{ dbt.array_concat(dbt.array_construct(['1']), dbt.array_construct(['2'])) }} as both_arrays
from numbers
