{{ config(once_per=once_a_day()) }}

with

-- Summed as decimals: sums in floating point depend on the order of rows.
margins as (

    select
        net_revenue,
        {{ own_margin_rate() }} as margin_rate
    from {{ ref('customer_orders') }}
    where net_revenue > 0

),

final as (

    select
        coalesce(
            cast(sum(cast(margin_rate * net_revenue as decimal(38, 6))) as double)
            / cast(
                nullif(sum(case when margin_rate is not null then net_revenue end), 0) as double
            ),
            {{ var('clv_margin_rate') }}
        ) as margin_rate,
        {{ var('clv_margin_prior_customers') }} * cast(sum(net_revenue) as double) / count(*)
            as prior_revenue
    from margins

)

select * from final
