{{
    config(
        once_per=once_in_days(var('clv_refit_days')),
        once_ignoring=as_of_date(),
    )
}}

with

spend as (

    select * from {{ ref('clv_spend_patterns') }}

),

-- Each customer of a pattern gets the mean rank of all customers with that pattern.
ranked as (

    select
        repeat_purchase_days,
        mean_repeat_value,
        customers,
        sum(customers) over (order by repeat_purchase_days)
        - (sum(customers) over (partition by repeat_purchase_days) - 1) / 2.0 as purchases_rank,
        sum(customers) over (order by mean_repeat_value)
        - (sum(customers) over (partition by mean_repeat_value) - 1) / 2.0 as value_rank
    from spend

),

sums as (

    select
        cast(sum(customers) as bigint) as customers,
        cast(sum(customers) as double) as n
        {%- for name, x, y in [
            ('correlation', 'repeat_purchase_days', 'mean_repeat_value'),
            ('rank_correlation', 'purchases_rank', 'value_rank'),
        ] %},
        sum(customers * {{ x }}) as {{ name }}_x,
        sum(customers * {{ y }}) as {{ name }}_y,
        sum(customers * {{ x }} * {{ x }}) as {{ name }}_xx,
        sum(customers * {{ y }} * {{ y }}) as {{ name }}_yy,
        sum(customers * {{ x }} * {{ y }}) as {{ name }}_xy
        {%- endfor %}
    from ranked

),

correlated as (

    select
        customers,
        n
        {%- for name in ['correlation', 'rank_correlation'] %},
        round(
            (n * {{ name }}_xy - {{ name }}_x * {{ name }}_y) / nullif(
                sqrt(greatest(n * {{ name }}_xx - power({{ name }}_x, 2), 0))
                * sqrt(greatest(n * {{ name }}_yy - power({{ name }}_y, 2), 0)),
                0
            ),
            9
        ) as {{ name }}
        {%- endfor %}
    from sums
    where customers >= {{ var('clv_min_repeat_customers') }}

),

-- Fisher's transformation; for ranks its variance is 1.06 / (n - 3) (Fieller, Hartley &
-- Pearson, Biometrika 44, 1957).
bounds as (

    select
        *
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %},
        case
            when abs(rank_correlation) < 1
                then atanh(rank_correlation) {{ sign }} 1.959963985 * sqrt(1.06 / (n - 3))
        end as {{ side }}_z
        {%- endfor %}
    from correlated

),

final as (

    select
        customers,
        correlation,
        rank_correlation,
        tanh(low_z) as rank_correlation_low,
        tanh(high_z) as rank_correlation_high,
        coalesce(
            tanh(low_z) > {{ var('clv_spend_correlation') }}
            or tanh(high_z) < -{{ var('clv_spend_correlation') }},
            false
        ) as is_doubtful
    from bounds

)

select * from final
