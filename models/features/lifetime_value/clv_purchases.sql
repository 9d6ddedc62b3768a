{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='first_order_on is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

{% if is_incremental() %}
-- As time passes, purchases leave the holdout without any change in the data.
aged as (
    {{ customers_crossing_age(ref('purchases'), 'ordered_on', [var('clv_holdout_days')]) }}
),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='aged') }}
),

purchase_days as (

    select
        customer_id,
        ordered_on,
        sum(net_revenue) as net_revenue
    from {{ ref('purchases') }}
    where customer_id in (select customer_id from refreshed)
    group by customer_id, ordered_on

),

days as (

    select
        purchase_days.*,
        purchase_days.ordered_on
        > min(purchase_days.ordered_on) over (partition by purchase_days.customer_id) as is_repeat,
        {{ dbt.datediff('purchase_days.ordered_on', 'refreshed.as_of_date', 'day') }}
        >= {{ var('clv_holdout_days') }} as is_before_holdout
    from purchase_days
    inner join refreshed on purchase_days.customer_id = refreshed.customer_id

),

by_customer as (

    select
        customer_id,
        min(ordered_on) as first_order_on,
        max(ordered_on) as last_order_on,
        sum(case when is_repeat then 1 else 0 end) as repeat_purchase_days,
        -- Summed as decimals: floating-point sums would depend on the order of rows.
        coalesce(
            cast(sum(case when is_repeat then net_revenue end) as double)
            / nullif(sum(case when is_repeat then 1 else 0 end), 0),
            0
        ) as mean_repeat_value,
        max(case when is_before_holdout then ordered_on end) as last_order_before_holdout_on,
        sum(case when is_repeat and is_before_holdout then 1 else 0 end)
            as repeat_purchase_days_before_holdout,
        sum(case when is_before_holdout then 0 else 1 end) as holdout_purchase_days
    from days
    group by customer_id

),

final as (

    select
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        by_customer.first_order_on,
        by_customer.last_order_on,
        cast(by_customer.repeat_purchase_days as integer) as repeat_purchase_days,
        by_customer.mean_repeat_value,
        by_customer.last_order_before_holdout_on,
        cast(by_customer.repeat_purchase_days_before_holdout as integer)
            as repeat_purchase_days_before_holdout,
        cast(by_customer.holdout_purchase_days as integer) as holdout_purchase_days
    from refreshed
    left join by_customer on refreshed.customer_id = by_customer.customer_id

)

select * from final
