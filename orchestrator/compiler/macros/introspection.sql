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

{#
Purpose    a relation for a while: nothing makes it, its name is another one each time
Arguments  base_relation  what it is made for; suffix  what follows its name
Result     a relation without schema
Example    {{ make_temp_relation(this).identifier }}
#}
{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') -%}
    {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{%- endmacro %}

{% macro default__make_temp_relation(base_relation, suffix) -%}
    {%- set moment = modules.datetime.datetime.now().strftime('%H%M%S%f') -%}
    {{ return(base_relation.incorporate(path={
        'database': none, 'schema': none, 'identifier': base_relation.identifier ~ suffix ~ moment
    })) }}
{%- endmacro %}

{#
Purpose    a relation of a name, and whether it is there
Arguments  database, schema, identifier  its name; type  what it is to be
Result     true or false, and the relation
Example    {% set is_there, found = get_or_create_relation(none, 'main', 'orders', 'table') %}
#}
{% macro get_or_create_relation(database, schema, identifier, type) -%}
    {%- set found = adapter.get_relation(database, schema, identifier) -%}
    {%- if found is not none -%}
        {{ return([true, found]) }}
    {%- endif -%}
    {{ return([false, api.Relation.create(database, schema, identifier, type)]) }}
{%- endmacro %}

{#
Purpose    whether a model goes on from what is published, also where a macro has that name
Result     true or false
Example    {% if dbt.is_incremental() %}
#}
{% macro is_incremental() -%}
    {{ return(builtins['is_incremental']()) }}
{%- endmacro %}

{#
Purpose    whether all is built from nothing, also where a macro has that name
Result     true or false
Example    {% if dbt.should_full_refresh() %}
#}
{% macro should_full_refresh() -%}
    {{ return(builtins['should_full_refresh']()) }}
{%- endmacro %}

{#
Purpose    for dbt-duckdb, whose external models are only views on their files: here each is a table
Result     nothing
Example    on-run-start: "{{ register_upstream_external_models() }}"
#}
{% macro register_upstream_external_models() -%}
{%- endmacro %}
