{%- set fifths = ['lowest fifth', 'low', 'middle', 'high', 'highest fifth'] %}
{%- set columns = [] %}
{%- for model, names in var('profile_traits').items() %}
    {%- for name in names %}{% do columns.append([model, name]) %}{% endfor %}
{%- endfor %}
{%- set measures = [] %}
{%- for model, names in var('profile_measures').items() %}
    {%- for name in names %}{% do measures.append([model, name]) %}{% endfor %}
{%- endfor %}

with

{% for model, name in measures %}
{{ name }}_cuts as (

    select
        {{ percentile(0.2, name) }} as p20,
        {{ percentile(0.4, name) }} as p40,
        {{ percentile(0.6, name) }} as p60,
        {{ percentile(0.8, name) }} as p80
    from {{ ref(model) }}

),
{% endfor %}

-- Measures become fifths, so that numbers and texts can be compared as levels.
traits as (
{% for model, name in columns %}
    select
        customer_id,
        '{{ name }}' as feature,
        cast({{ name }} as {{ dbt.type_string() }}) as level
    from {{ ref(model) }}
    {{ 'union all' if measures or not loop.last }}
{%- endfor %}
{%- for model, name in measures %}
    select
        measured.customer_id,
        '{{ name }}' as feature,
        case
            when measured.{{ name }} is null then null
            {%- for fifth in fifths %}
            {{ 'else' if loop.last else
                'when ' ~ score('measured.' ~ name, 'cuts') ~ ' = ' ~ loop.index ~ ' then' }}
                '{{ fifth }}'
            {%- endfor %}
        end as level
    from {{ ref(model) }} as measured
    cross join {{ name }}_cuts as cuts
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

final as (

    select
        customer_id,
        feature,
        coalesce(level, 'unknown') as level,
        {{ as_of_date() }} as as_of_date
    from traits

)

select * from final
