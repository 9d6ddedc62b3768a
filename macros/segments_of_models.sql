{#
Purpose    the segments that depend on a fitted model: their rules read one of its columns or refer
           to a segment that does; in an exclusive family, all segments do if one does
Arguments  columns  names of columns that come from the model
Result     a list of pairs of family and segment
Example    {{ segments_of_models(['cluster']) }} -> [('cluster', 'cluster_1'), ...]
#}
{% macro segments_of_models(columns) -%}
    {%- set found = [] -%}
    {%- set families = segment_families() -%}
    {# Rules are searched for the columns first, then for the segments found last. #}
    {%- set latest = columns | list -%}
    {%- for _ in families if latest -%}
        {%- set words = latest | list -%}
        {%- do latest.clear() -%}
        {%- for family in families -%}
            {%- set reached = [] -%}
            {%- for segment in family.segments
                if words | select('in', segment.definition or '') | list -%}
                {%- do reached.append(segment.name) -%}
            {%- endfor -%}
            {%- for segment in family.segments
                if (segment.name in reached or (reached and family.mode == 'exclusive'))
                and (family.name, segment.name) not in found -%}
                {%- do found.append((family.name, segment.name)) -%}
                {%- do latest.append("'" ~ family.name ~ '.' ~ segment.name ~ "'") -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}
