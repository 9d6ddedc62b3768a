{{ config(once_per=once_a_day()) }}
{%- set horizons = ['clv', 'clv_month', 'clv_year'] %}
{%- set z = normal_quantile(1 - (1 - var('clv_interval')) / 2) %}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

moments as (

    select * from {{ ref('clv_moments') }}

),

{{ numbered_segments() }},

-- Chance evens out over many customers; parameters that are wrong are wrong for all of them.
summed as (

    select
        numbered_members.segment_number,
        count(moments.customer_id) as buyers
        {%- for name in horizons %},
        -- Rounded: floating-point sums depend on the order of rows.
        round(sum(moments.{{ name }}), 6) as {{ name }},
        sum(moments.{{ name }}_variance) as {{ name }}_variance
        {%- endfor %},
        (
            {%- for number in [1, 2, 3, 4, 5, 6, 7] %}
            {{ '+ ' if not loop.first }}power(sum(moments.deviation_{{ number }}), 2)
            {%- endfor %}
        ) / nullif(power(sum(moments.clv), 2), 0) as parameter_vagueness
    from numbered_members
    left join moments on numbered_members.customer_id = moments.customer_id
    group by numbered_members.segment_number

),

-- A sum is not negative, and its logarithm nearer to normal than the sum itself.
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
        segments.as_of_date,
        segments.members,
        spread.buyers
        {%- for name in horizons %},
        cast(spread.{{ name }} as decimal(18, 2)) as {{ name }}
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %},
        cast(
            coalesce(
                spread.{{ name }} * exp(
                    {{ sign }}spread.{{ name }}_spread * {{ z }} - power(spread.{{ name }}_spread, 2) / 2
                ),
                0
            ) as decimal(18, 2)
        ) as {{ name }}_{{ side }}
        {%- endfor %}
        {%- endfor %},
        round(sqrt(spread.parameter_vagueness), 9) as parameter_error
    from segments
    inner join spread on segments.segment_number = spread.segment_number

)

select * from final
