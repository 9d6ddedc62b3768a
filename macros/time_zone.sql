{#
Purpose    the shop's time zone: the variable time_zone; if it is not set, the project's timezone,
           which seg provides as target.timezone; otherwise UTC
Result     a name such as Europe/Berlin
Example    {{ time_zone() }}
#}
{% macro time_zone() -%}
    {%- set zone = var('time_zone', none) or target.get('timezone', 'UTC') -%}
    {%- if not modules.re.fullmatch('[A-Za-z0-9_+/-]+', zone) -%}
        {{- exceptions.raise_compiler_error(
            "time_zone is '" ~ zone ~ "': write it as Europe/Berlin"
        ) -}}
    {%- endif -%}
    {{- zone -}}
{%- endmacro %}
