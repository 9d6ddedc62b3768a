with

customers as (

    -- Prospects have no recency, and their zeros would move the other cut points down.
    select * from {{ ref('customer_orders') }}
    where orders > 0

),

-- One column for all three, so that percentiles are written once.
measures as (

    select
        'recency_days' as measure,
        cast(recency_days as double) as measured
    from customers

    union all

    select
        'frequency' as measure,
        cast(orders as double) as measured
    from customers

    union all

    select
        'monetary' as measure,
        cast(net_revenue as double) as measured
    from customers

),

final as (

    select
        measure,
        {{ as_of_date() }} as as_of_date,
        count(*) as customers
        {%- for percent in [20, 40, 60, 80] %},
        {{ percentile(percent / 100, 'measured') }} as p{{ percent }}
        {%- endfor %}
    from measures
    group by measure

)

select * from final
