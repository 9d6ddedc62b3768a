{%- set measures = [] %}
{%- for model, names in var('profile_measures').items() %}
    {%- for name in names %}{% do measures.append([model, name]) %}{% endfor %}
{%- endfor %}

{{ config(once_per=once_a_day(), enabled=measures | length > 0) }}

with

final as (
{% for model, name in measures %}
    {{ 'union all' if not loop.first }}
    select
        '{{ name }}' as feature,
        {{ percentile(0.2, name) }} as p20,
        {{ percentile(0.4, name) }} as p40,
        {{ percentile(0.6, name) }} as p60,
        {{ percentile(0.8, name) }} as p80
    from {{ ref(model) }}
{%- endfor %}

)

select * from final
