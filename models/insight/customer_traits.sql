{{ config(refresh_by='customer_id') }}
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

{% if measures %}
cut_points as (

    select * from {{ ref('trait_cut_points') }}

),
{% endif %}

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
    inner join cut_points as cuts on cuts.feature = '{{ name }}'
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

final as (

    select
        customer_id,
        feature,
        coalesce(level, 'unknown') as level
    from traits

)

select * from final
