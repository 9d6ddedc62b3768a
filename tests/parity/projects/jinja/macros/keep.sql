{%- macro keep(key, value) -%}{% do target.update({key: value}) %}{%- endmacro -%}
