{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='orders is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

{%- set windows = [30, 90, 365] %}

with

{% if is_incremental() %}
-- As time passes, purchases leave a window without any change in the data.
aged as (
    {{ customers_crossing_age(ref('purchases'), 'ordered_on', windows) }}
),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='aged') }}
),

purchases as (

    select
        purchases.*,
        {{ dbt.datediff('purchases.ordered_on', 'refreshed.as_of_date', 'day') }}
            as purchase_age_days
    from {{ ref('purchases') }} as purchases
    inner join refreshed on purchases.customer_id = refreshed.customer_id

),

gaps as (

    select * from {{ ref('purchase_gaps') }}
    where customer_id in (select customer_id from refreshed)

),

by_customer as (

    select
        customer_id,
        count(*) as orders,
        count(distinct ordered_on) as purchase_days,
        min(ordered_on) as first_order_on,
        max(ordered_on) as last_order_on,
        max(ordered_at) as last_ordered_at,
        cast(sum(case when is_returned then 1 else 0 end) as bigint) as returned_orders,
        cast(sum(case when net_revenue > 0 then 1 else 0 end) as bigint) as paid_orders,
        sum(net_revenue) as net_revenue,
        sum(discount_amount) as discount_amount,
        sum(net_amount + discount_amount) as list_amount,
        sum(net_amount) as paid_amount,
        sum(refunded_amount) as refunded_amount,
        avg(case when discount_amount > 0 then 1.0 else 0.0 end) as discounted_order_share,
        avg(case when channel in ('web', 'app', 'marketplace') then 1.0 else 0.0 end)
            as online_order_share
        {%- for days in windows %},
        cast(sum(case when purchase_age_days < {{ days }} then 1 else 0 end) as bigint)
            as orders_{{ days }}d,
        sum(case when purchase_age_days < {{ days }} then net_revenue else 0 end)
            as net_revenue_{{ days }}d
        {%- endfor %}
    from purchases
    group by customer_id

),

-- Percentiles, since one long holiday would move a mean for years.
gap_percentiles as (

    select
        customer_id,
        {{ percentile(0.5, 'gap_days') }} as median_gap_days,
        {{ percentile(var('lifecycle_gap_percentile'), 'gap_days') }} as gap_limit_days
    from gaps
    group by customer_id

),

by_channel as (

    select
        customer_id,
        channel,
        row_number() over (
            partition by customer_id
            -- Of equally frequent channels the latest, then by name, so that runs agree.
            order by count(*) desc, max(ordered_at) desc, channel
        ) as channel_rank
    from purchases
    group by customer_id, channel

),

final as (

    select
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        by_customer.orders,
        by_customer.purchase_days,
        by_customer.first_order_on,
        by_customer.last_order_on,
        by_customer.last_ordered_at,
        by_customer.returned_orders,
        by_customer.paid_orders,
        by_customer.net_revenue,
        by_customer.discount_amount,
        by_customer.list_amount,
        by_customer.paid_amount,
        by_customer.refunded_amount,
        by_customer.discounted_order_share,
        by_customer.online_order_share,
        by_channel.channel as preferred_channel,
        gap_percentiles.median_gap_days,
        gap_percentiles.gap_limit_days
        {%- for days in windows %},
        by_customer.orders_{{ days }}d,
        by_customer.net_revenue_{{ days }}d
        {%- endfor %}
    from refreshed
    left join by_customer on refreshed.customer_id = by_customer.customer_id
    left join gap_percentiles on refreshed.customer_id = gap_percentiles.customer_id
    left join by_channel
        on
            refreshed.customer_id = by_channel.customer_id
            and by_channel.channel_rank = 1

)

select * from final
