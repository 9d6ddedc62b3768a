{{ config(refresh_by='customer_id') }}
{%- set horizons = ['clv', 'clv_month', 'clv_year'] %}
{%- set beyond = (1 - var('clv_interval')) / 2 %}

with

moments as (

    select * from {{ ref('clv_moments') }}

),

-- Variance of a value due to errors in the parameters, relative to its square.
vague as (

    select
        *,
        (
            {%- for number in [1, 2, 3, 4, 5, 6, 7] %}
            {{ '+ ' if not loop.first }}power(deviation_{{ number }}, 2)
            {%- endfor %}
        ) / nullif(power(clv, 2), 0) as parameter_vagueness
    from moments

),

-- The probability of no value is known; if there is any, its logarithm is assumed to be normal.
shaped as (

    select
        customer_id
        {%- for name in horizons %},
        ln(
            {{ name }}_some_probability
            * (1 + parameter_vagueness + {{ name }}_variance / nullif(power({{ name }}, 2), 0))
        ) as {{ name }}_spread,
        ln({{ name }} / nullif({{ name }}_some_probability, 0)) as {{ name }}_ln_mean,
        ({{ beyond }} - 1 + {{ name }}_some_probability) / nullif({{ name }}_some_probability, 0)
            as {{ name }}_low_point,
        ({{ name }}_some_probability - {{ beyond }}) / nullif({{ name }}_some_probability, 0)
            as {{ name }}_high_point
        {%- endfor %}
    from vague
    where clv > 0

),

bounds as (

    select
        customer_id
        {%- for name in horizons %}
        {%- for side in ['low', 'high'] %},
        exp(
            {{ name }}_ln_mean - greatest({{ name }}_spread, 0) / 2
            + sqrt(greatest({{ name }}_spread, 0))
            * {{ normal_quantile(name ~ '_' ~ side ~ '_point') }}
        ) as {{ name }}_{{ side }}
        {%- endfor %}
        {%- endfor %}
    from shaped

),

final as (

    select
        moments.customer_id,
        moments.clv_basis,
        moments.p_alive,
        -- BG/NBD lets customers leave only after a repeat purchase; without one it says nothing.
        case
            when
                moments.is_churn_told
                and (moments.repeat_purchase_days > 0 or moments.clv_basis = 'mbg_nbd')
                then 1 - moments.p_alive
        end as churn_probability,
        moments.next_order_probability,
        moments.expected_orders,
        moments.average_value as expected_average_value,
        moments.margin_rate
        {%- for name in horizons %},
        cast(moments.{{ name }} as decimal(18, 2)) as {{ name }},
        -- A missing bound is 0: having no value is likelier than what the interval leaves out.
        cast(coalesce(bounds.{{ name }}_low, 0) as decimal(18, 2)) as {{ name }}_low,
        cast(coalesce(bounds.{{ name }}_high, 0) as decimal(18, 2)) as {{ name }}_high
        {%- endfor %}
    from moments
    left join bounds on moments.customer_id = bounds.customer_id

)

select * from final
