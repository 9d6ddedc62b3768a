{#
Purpose    the segments that depend on a fitted model: their rules read one of its columns, or ask
           for a segment that does; in an exclusive family all segments do where one does
Arguments  columns  names of columns that come from the model
Result     a list of pairs of family and segment
Example    {{ segments_of_models(['cluster']) }} -> [('cluster', 'cluster_1'), ...]
#}
{% macro segments_of_models(columns) -%}
    {%- set found = [] -%}
    {%- set words = columns | list -%}
    {%- set families = segment_families() -%}
    {%- set last = namespace(found=-1) -%}
    {# A chain of in_segment() is at most as long as there are families. It ends where a look at all
       of them finds nothing more. #}
    {%- for _ in families if last.found < found | length -%}
        {%- set last.found = found | length -%}
        {%- for family in families -%}
            {%- set reached = [] -%}
            {%- for segment in family.segments -%}
                {%- for word in words if word in (segment.definition or '') -%}
                    {%- do reached.append(segment.name) -%}
                {%- endfor -%}
            {%- endfor -%}
            {%- for segment in family.segments
                if (segment.name in reached or (reached and family.mode == 'exclusive'))
                and (family.name, segment.name) not in found -%}
                {%- do found.append((family.name, segment.name)) -%}
                {%- do words.append("'" ~ family.name ~ '.' ~ segment.name ~ "'") -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}
