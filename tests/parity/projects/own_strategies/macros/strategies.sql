{% macro get_incremental_first_wins_sql(arg_dict) %}
    {% set names = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}
    insert into {{ arg_dict['target_relation'] }} ({{ names }})
    select {{ names }} from {{ arg_dict['temp_relation'] }} as new_rows
    where not exists (
        select 1 from {{ arg_dict['target_relation'] }} as old_rows
        where old_rows.{{ arg_dict['unique_key'] }} = new_rows.{{ arg_dict['unique_key'] }}
        {% for predicate in arg_dict['incremental_predicates'] or [] %} and {{ predicate }} {% endfor %}
    )
{% endmacro %}

{% macro get_incremental_replace_day_sql(arg_dict) %}
    delete from {{ arg_dict.target_relation }}
    where day in (select day from {{ arg_dict.temp_relation }});
    {{ get_incremental_append_sql(arg_dict) }}
{% endmacro %}

{% macro get_incremental_delete_then_merge_sql(arg_dict) %}
    {% do run_query('delete from ' ~ arg_dict.target_relation ~ ' where id = 1') %}
    {{ get_incremental_merge_sql(arg_dict) }};
    {{ get_delete_insert_merge_sql(
        arg_dict.target_relation, arg_dict.temp_relation, arg_dict.unique_key,
        arg_dict.dest_columns, arg_dict.incremental_predicates) }}
{% endmacro %}

{# It stands in for a part of the strategy 'append'. #}
{% macro default__get_incremental_append_sql(arg_dict) %}
    insert into {{ arg_dict.target_relation }} by name
    select * replace (amount * 100 as amount) from {{ arg_dict.temp_relation }}
{% endmacro %}

{% macro days() %}
select {{ var('day') }} as day, id, {{ var('day') }} * 10 + id as amount
{%- if var('with_more') %}, 'more' as note {% endif %}
from range({{ var('day') }}, {{ var('day') }} + 3) as numbers(id)
{% endmacro %}
