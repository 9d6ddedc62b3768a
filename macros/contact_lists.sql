{#
Purpose    the contact lists: one per segment with `contact` and each of its channels
Result     a list of mappings: family, segment, channel, priority (none: after all with a priority)
Example    {% for list in contact_lists() %}
#}
{% macro contact_lists() -%}
    {%- set found = [] -%}
    {%- for family in segment_families() %}
    {%- for segment in family.segments %}
    {%- for channel in segment.channels %}
        {%- set which = "contact: of '" ~ family.name ~ '.' ~ segment.name ~ "': " -%}
        {%- if family.entity != 'customer_id' %}
            {{- exceptions.raise_compiler_error(
                which ~ "a list is of customers, and the family's entity is " ~ family.entity
            ) -}}
        {%- endif %}
        {%- do found.append({
            'family': family.name,
            'segment': segment.name,
            'channel': channel,
            'priority': segment.priority,
        }) -%}
    {%- endfor %}
    {%- endfor %}
    {%- endfor %}
    {{- return(found) -}}
{%- endmacro %}
