{#
Purpose    a number from 0 to 9999, random but always the same for one id and salt: the first 32
           bits of an MD5 digest, so that all engines agree
Arguments  salt  SQL: a text; id  SQL: a text
Result     a whole number
Example    {{ hash_bucket("'spring'", 'customer_id') }}
#}
{% macro hash_bucket(salt, id) -%}
    {{- adapter.dispatch('hash_bucket', 'customer_segmentation')(salt, id) -}}
{%- endmacro %}

{% macro default__hash_bucket(salt, id) -%}
    cast('0x' || substr(md5({{ salt }} || ':' || {{ id }}), 1, 8) as bigint) % 10000
{%- endmacro %}

{% macro spark__hash_bucket(salt, id) -%}
    cast(conv(substr(md5({{ salt }} || ':' || {{ id }}), 1, 8), 16, 10) as bigint) % 10000
{%- endmacro %}
