{% macro note(what) %}insert into {{ target.schema }}.log values ('{{ what }}'){% endmacro %}
