{#
Purpose    the answer of a query, for a template that is made of rows
Arguments  sql  a SELECT
Result     a table with columns and rows; an empty one while files are read (execute is false)
Example    {% set kinds = run_query('select distinct kind from ' ~ ref('orders')) %}
#}
{% macro run_query(sql) -%}
    {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
        {{ sql }}
    {%- endcall -%}
    {%- set result = load_result('run_query_statement') -%}
    {{ return(result.table) }}
{%- endmacro %}

{#
Purpose    a statement in which nothing is run
Arguments  name  by which load_result gives the answer; message, code, rows_affected, res
Result     nothing
Example    {{ noop_statement('main', 'skipped') }}
#}
{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
    {%- do store_result(name, response=message or '', agate_table=res) -%}
{%- endmacro %}

{#
Purpose    a relation as it is in the database
Arguments  relation  as ref, source or this give it
Result     the relation; none where it is not there
Example    {% if load_relation(this) is not none %}
#}
{% macro load_relation(relation) -%}
    {{ return(load_cached_relation(relation)) }}
{%- endmacro %}

{#
Purpose    the same, by the name that it has in packages
Arguments  relation  as ref, source or this give it
Result     the relation; none where it is not there
Example    {% if load_cached_relation(this) is not none %}
#}
{% macro load_cached_relation(relation) -%}
    {{ return(adapter.get_relation(
        database=relation.database, schema=relation.schema, identifier=relation.identifier
    )) }}
{%- endmacro %}

{#
Purpose    the columns of a query
Arguments  select_sql  a SELECT
Result     a list of names
Example    {% set names = get_columns_in_query('select 1 as a') %}
#}
{% macro get_columns_in_query(select_sql) -%}
    {%- set empty -%}
        select * from ({{ select_sql }}) as asked where false limit 0
    {%- endset -%}
    {%- set found = run_query(empty) -%}
    {{ return(found.column_names | list) }}
{%- endmacro %}

{#
Purpose    the columns of a relation
Arguments  relation  as ref, source or this give it
Result     a list of columns; none while files are read (execute is false)
Example    {% for column in get_columns_in_relation(ref('orders')) %}
#}
{% macro get_columns_in_relation(relation) -%}
    {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}
