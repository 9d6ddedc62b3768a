{#
Purpose    a hook that dbt runs inside or outside its transaction
Arguments  sql  a statement; inside_transaction  true or false
Result     JSON text that `pre_hook` and `post_hook` of `config()` take as a hook
Example    {{ make_hook_config('vacuum', false) }}
#}
{% macro make_hook_config(sql, inside_transaction) -%}
    {{ tojson({'sql': sql, 'transaction': inside_transaction}) }}
{%- endmacro %}

{#
Purpose    a `pre_hook` that runs before those inside the transaction
Arguments  sql  a statement
Result     as make_hook_config
Example    {{ config(pre_hook=before_begin('create table if not exists log (n int)')) }}
#}
{% macro before_begin(sql) -%}
    {{ make_hook_config(sql, inside_transaction=false) }}
{%- endmacro %}

{#
Purpose    a hook that runs inside the transaction, like all that do not say
Arguments  sql  a statement
Result     as make_hook_config
Example    {{ config(post_hook=in_transaction('analyze')) }}
#}
{% macro in_transaction(sql) -%}
    {{ make_hook_config(sql, inside_transaction=true) }}
{%- endmacro %}

{#
Purpose    a `post_hook` that runs after those inside the transaction
Arguments  sql  a statement
Result     as make_hook_config
Example    {{ config(post_hook=after_commit('vacuum')) }}
#}
{% macro after_commit(sql) -%}
    {{ make_hook_config(sql, inside_transaction=false) }}
{%- endmacro %}

{#
Purpose    a statement that runs before the model, written as a block
Arguments  config  that of the model
Result     nothing
Example    {% call set_sql_header(config) %}create temp macro twice(x) as 2 * x{% endcall %}
#}
{% macro set_sql_header(config) -%}
    {{ config.set('sql_header', caller()) }}
{%- endmacro %}
