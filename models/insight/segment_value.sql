{{ config(once_per=once_a_day()) }}
{%- set horizons = ['clv', 'clv_month', 'clv_year'] %}
{%- set deviations = [1, 2, 3, 4, 5, 6, 7] %}
{%- set z = normal_quantile(1 - (1 - var('clv_interval')) / 2) %}

with

moments as (

    select * from {{ ref('clv_moments') }}

),

{{ segments_by_set() }},

summed_by_set as (

    select
        sets.segment_set,
        count(moments.customer_id) as buyers
        {%- for name in horizons %},
        sum(moments.{{ name }}) as {{ name }},
        sum(moments.{{ name }}_variance) as {{ name }}_variance
        {%- endfor %}
        {%- for number in deviations %},
        sum(moments.deviation_{{ number }}) as deviation_{{ number }}
        {%- endfor %}
    from sets
    left join moments on sets.customer_id = moments.customer_id
    group by sets.segment_set

),

-- Chance evens out over many customers; errors of the parameters affect all of them alike.
summed as (

    select
        numbered_sets.segment_number,
        cast(sum(summed_by_set.buyers) as bigint) as buyers
        {%- for name in horizons %},
        -- Rounded: floating-point sums depend on the order of rows.
        round(sum(summed_by_set.{{ name }}), 6) as {{ name }},
        sum(summed_by_set.{{ name }}_variance) as {{ name }}_variance
        {%- endfor %},
        (
            {%- for number in deviations %}
            {{ '+ ' if not loop.first }}power(sum(summed_by_set.deviation_{{ number }}), 2)
            {%- endfor %}
        ) / nullif(power(sum(summed_by_set.clv), 2), 0) as parameter_vagueness
    from numbered_sets
    inner join summed_by_set on numbered_sets.segment_set = summed_by_set.segment_set
    group by numbered_sets.segment_number

),

-- A sum is not negative, and its logarithm is closer to normal than the sum itself.
spread as (

    select
        segment_number,
        buyers,
        parameter_vagueness
        {%- for name in horizons %},
        coalesce({{ name }}, 0) as {{ name }},
        sqrt(
            ln(1 + {{ name }}_variance / nullif(power({{ name }}, 2), 0) + parameter_vagueness)
        ) as {{ name }}_spread
        {%- endfor %}
    from summed

),

final as (

    select
        segments.family,
        segments.segment,
        segments.members,
        spread.buyers
        {%- for name in horizons %},
        cast(spread.{{ name }} as decimal(18, 2)) as {{ name }}
        {%- set middle = '-power(spread.' ~ name ~ '_spread, 2) / 2' %}
        {%- set half = 'spread.' ~ name ~ '_spread * ' ~ z %},
        cast(
            coalesce(spread.{{ name }} * exp({{ middle }} - {{ half }}), 0) as decimal(18, 2)
        ) as {{ name }}_low,
        -- If a rare large sum is most of the expected value, that is above the interval, which then
        -- ends at it: the expected value is always between its bounds.
        cast(
            coalesce(spread.{{ name }} * exp(greatest({{ middle }} + {{ half }}, 0)), 0)
            as decimal(18, 2)
        ) as {{ name }}_high
        {%- endfor %},
        round(sqrt(spread.parameter_vagueness), 9) as parameter_error
    from segments
    inner join spread on segments.segment_number = spread.segment_number

)

select * from final
