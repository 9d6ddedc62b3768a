{#
Purpose    texts one after the other
Arguments  fields  a list of SQL
Result     a text, NULL when one of them is
Example    {{ dbt.concat(["first_name", "' '", "last_name"]) }}
#}
{% macro concat(fields) -%}
    {{ return(adapter.dispatch('concat', 'dbt')(fields)) }}
{%- endmacro %}

{% macro default__concat(fields) -%}
    {{ fields | join(' || ') }}
{%- endmacro %}

{#
Purpose    a fingerprint of a value
Arguments  field  SQL
Result     32 hexadecimal digits (MD5), NULL of NULL
Example    {{ dbt.hash('email') }}
#}
{% macro hash(field) -%}
    {{ return(adapter.dispatch('hash', 'dbt')(field)) }}
{%- endmacro %}

{% macro default__hash(field) -%}
    md5(cast({{ field }} as {{ dbt.type_string() }}))
{%- endmacro %}

{#
Purpose    how many characters a text has
Arguments  expression  SQL
Result     a whole number
Example    {{ dbt.length('city') }}
#}
{% macro length(expression) -%}
    {{ return(adapter.dispatch('length', 'dbt')(expression)) }}
{%- endmacro %}

{% macro default__length(expression) -%}
    length({{ expression }})
{%- endmacro %}

{#
Purpose    where a text stands in another
Arguments  substring_text, string_text  SQL
Result     a whole number from 1; 0 when it is not there
Example    {{ dbt.position("'@'", 'email') }}
#}
{% macro position(substring_text, string_text) -%}
    {{ return(adapter.dispatch('position', 'dbt')(substring_text, string_text)) }}
{%- endmacro %}

{% macro default__position(substring_text, string_text) -%}
    position({{ substring_text }} in {{ string_text }})
{%- endmacro %}

{#
Purpose    a text with another put in the place of each occurrence
Arguments  field, old_chars, new_chars  SQL
Result     a text
Example    {{ dbt.replace('phone', "' '", "''") }}
#}
{% macro replace(field, old_chars, new_chars) -%}
    {{ return(adapter.dispatch('replace', 'dbt')(field, old_chars, new_chars)) }}
{%- endmacro %}

{% macro default__replace(field, old_chars, new_chars) -%}
    replace({{ field }}, {{ old_chars }}, {{ new_chars }})
{%- endmacro %}

{#
Purpose    the last characters of a text
Arguments  string_text, length_expression  SQL
Result     a text
Example    {{ dbt.right('phone', 4) }}
#}
{% macro right(string_text, length_expression) -%}
    {{ return(adapter.dispatch('right', 'dbt')(string_text, length_expression)) }}
{%- endmacro %}

{% macro default__right(string_text, length_expression) -%}
    right({{ string_text }}, {{ length_expression }})
{%- endmacro %}

{#
Purpose    one part of a text that a delimiter divides
Arguments  string_text, delimiter_text  SQL; part_number  from 1, or from -1 at the end
Result     a text
Example    {{ dbt.split_part('email', "'@'", 2) }}
#}
{% macro split_part(string_text, delimiter_text, part_number) -%}
    {{ return(adapter.dispatch('split_part', 'dbt')(string_text, delimiter_text, part_number)) }}
{%- endmacro %}

{% macro default__split_part(string_text, delimiter_text, part_number) -%}
    split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }})
{%- endmacro %}

{% macro duckdb__split_part(string_text, delimiter_text, part_number) -%}
    string_split({{ string_text }}, {{ delimiter_text }})[{{ part_number }}]
{%- endmacro %}

{#
Purpose    a text that may stand between single quotes
Arguments  expression  the text itself, not SQL
Result     the text with its quotes doubled
Example    '{{ dbt.escape_single_quotes("O'Brien") }}'
#}
{% macro escape_single_quotes(expression) -%}
    {{ return(adapter.dispatch('escape_single_quotes', 'dbt')(expression)) }}
{%- endmacro %}

{% macro default__escape_single_quotes(expression) -%}
    {{- expression | replace("'", "''") -}}
{%- endmacro %}

{#
Purpose    a text as SQL
Arguments  value  the text itself
Result     a quoted literal; quotes in the text are doubled, unless they are already, because
           packages call escape_single_quotes before this
Example    {{ dbt.string_literal("O'Brien") }}
#}
{% macro string_literal(value) -%}
    {{ return(adapter.dispatch('string_literal', 'dbt')(value)) }}
{%- endmacro %}

{% macro default__string_literal(value) -%}
    {{- "'" ~ (value | string | replace("''", "'") | replace("'", "''")) ~ "'" -}}
{%- endmacro %}
