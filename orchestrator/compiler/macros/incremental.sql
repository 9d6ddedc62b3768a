{#
Purpose    names as SQL, for a list of columns
Arguments  column_names  their names
Result     the names in quotes, with commas between
Example    {{ get_quoted_csv(dest_columns | map(attribute='name')) }}
#}
{% macro get_quoted_csv(column_names) -%}
    {%- set quoted = [] -%}
    {%- for name in column_names -%}
        {%- do quoted.append(adapter.quote(name)) -%}
    {%- endfor -%}
    {{ return(quoted | join(', ')) }}
{%- endmacro %}

{#
Purpose    the columns that a merge updates
Arguments  merge_update_columns, merge_exclude_columns  as the model sets them; dest_columns
Result     a list of names as SQL
Example    {% set updated = get_merge_update_columns(none, ['created_at'], dest_columns) %}
#}
{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
    {{ return(adapter.dispatch('get_merge_update_columns', 'dbt')(
        merge_update_columns, merge_exclude_columns, dest_columns
    )) }}
{%- endmacro %}

{% macro default__get_merge_update_columns(
    merge_update_columns, merge_exclude_columns, dest_columns
) -%}
    {%- if merge_update_columns -%}
        {{ return(merge_update_columns) }}
    {%- endif -%}
    {%- set excluded = (merge_exclude_columns or []) | map('lower') | list -%}
    {%- set updated = [] -%}
    {%- for column in dest_columns -%}
        {%- if column.name | lower not in excluded -%}
            {%- do updated.append(adapter.quote(column.name)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(updated) }}
{%- endmacro %}

{#
Purpose    the statement that adds new rows; a project's own macro of that name decides instead
Arguments  target_relation, temp_relation  the table, and the new rows; dest_columns
Result     an insert
Example    {{ get_insert_into_sql(arg_dict.target_relation, arg_dict.temp_relation, columns) }}
#}
{% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) -%}
    {%- set names = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    insert into {{ target_relation }} ({{ names }})
    select {{ names }} from {{ temp_relation }}
{%- endmacro %}

{#
Purpose    the statements that put new rows in the place of those with their key
Arguments  target, source  the table, and the new rows; unique_key, dest_columns,
           incremental_predicates  as the model sets them
Result     a delete, where there is a key, and an insert
Example    {{ get_delete_insert_merge_sql(this, new_rows, 'id', dest_columns, none) }}
#}
{% macro get_delete_insert_merge_sql(
    target, source, unique_key, dest_columns, incremental_predicates
) -%}
    {{ adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(
        target, source, unique_key, dest_columns, incremental_predicates
    ) }}
{%- endmacro %}

{% macro default__get_delete_insert_merge_sql(
    target, source, unique_key, dest_columns, incremental_predicates
) -%}
    {%- if unique_key -%}
        {%- set key = ([unique_key] if unique_key is string else unique_key) | join(', ') -%}
        delete from {{ target }} as DBT_INTERNAL_DEST
        where ({{ key }}) in (select {{ key }} from {{ source }} as DBT_INTERNAL_SOURCE)
        {%- for predicate in incremental_predicates or [] %}
            and ({{ predicate }})
        {%- endfor %};
    {% endif -%}
    {{ get_insert_into_sql(target, source, dest_columns) }}
{%- endmacro %}

{#
Purpose    the statement that changes rows of a key, and adds those of new keys
Arguments  target, source  the table, and the new rows; unique_key, dest_columns,
           incremental_predicates  as the model sets them
Result     a merge
Example    {{ get_merge_sql(this, new_rows, 'id', dest_columns, none) }}
#}
{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
    {{ adapter.dispatch('get_merge_sql', 'dbt')(
        target, source, unique_key, dest_columns, incremental_predicates
    ) }}
{%- endmacro %}

{% macro default__get_merge_sql(
    target, source, unique_key, dest_columns, incremental_predicates=none
) -%}
    {%- set conditions = [] -%}
    {%- for predicate in incremental_predicates or [] -%}
        {%- do conditions.append('(' ~ predicate ~ ')') -%}
    {%- endfor -%}
    {%- set key = [unique_key] if unique_key is string else unique_key or [] -%}
    {%- for name in key -%}
        {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ name ~ ' = DBT_INTERNAL_DEST.' ~ name) -%}
    {%- endfor -%}
    {%- set names = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on {{ conditions | join(' and ') or 'false' }}
    {% if unique_key -%}
    when matched then update set
        {% for name in get_merge_update_columns(
            config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns
        ) -%}
        {{ name }} = DBT_INTERNAL_SOURCE.{{ name }}{{ ', ' if not loop.last }}
        {%- endfor %}
    {% endif -%}
    when not matched then insert ({{ names }}) values ({{ names }})
{%- endmacro %}

{#
Purpose    the statements of each incremental strategy; a project's own macro decides instead
Arguments  arg_dict  target_relation, temp_relation, unique_key, dest_columns and
           incremental_predicates by these names
Result     statements
Example    {{ get_incremental_append_sql(arg_dict) }}
#}
{% macro get_incremental_append_sql(arg_dict) -%}
    {{ return(adapter.dispatch('get_incremental_append_sql', 'dbt')(arg_dict)) }}
{%- endmacro %}

{% macro default__get_incremental_append_sql(arg_dict) -%}
    {{ return(get_insert_into_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns']
    )) }}
{%- endmacro %}

{#
Purpose    the statements of the strategy delete+insert; a project's own macro decides instead
Arguments  arg_dict  as of get_incremental_append_sql
Result     statements
Example    {{ get_incremental_delete_insert_sql(arg_dict) }}
#}
{% macro get_incremental_delete_insert_sql(arg_dict) -%}
    {{ return(adapter.dispatch('get_incremental_delete_insert_sql', 'dbt')(arg_dict)) }}
{%- endmacro %}

{% macro default__get_incremental_delete_insert_sql(arg_dict) -%}
    {{ return(get_delete_insert_merge_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
        arg_dict['dest_columns'], arg_dict['incremental_predicates']
    )) }}
{%- endmacro %}

{#
Purpose    the statements of the strategy merge; a project's own macro decides instead
Arguments  arg_dict  as of get_incremental_append_sql
Result     statements
Example    {{ get_incremental_merge_sql(arg_dict) }}
#}
{% macro get_incremental_merge_sql(arg_dict) -%}
    {{ return(adapter.dispatch('get_incremental_merge_sql', 'dbt')(arg_dict)) }}
{%- endmacro %}

{% macro default__get_incremental_merge_sql(arg_dict) -%}
    {{ return(get_merge_sql(
        arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
        arg_dict['dest_columns'], arg_dict['incremental_predicates']
    )) }}
{%- endmacro %}

{#
Purpose    the statements of models without a strategy; a project's own macro decides instead
Arguments  arg_dict  as of get_incremental_append_sql
Result     statements
Example    {{ get_incremental_default_sql(arg_dict) }}
#}
{% macro get_incremental_default_sql(arg_dict) -%}
    {{ return(adapter.dispatch('get_incremental_default_sql', 'dbt')(arg_dict)) }}
{%- endmacro %}

{% macro default__get_incremental_default_sql(arg_dict) -%}
    {{ return(get_incremental_delete_insert_sql(arg_dict)) }}
{%- endmacro %}
