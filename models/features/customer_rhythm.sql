{%- set least_limit = var('lifecycle_min_gap_limit_days') %}

with

customers as (

    select * from {{ ref('customer_orders') }}

),

purchases as (

    select * from {{ ref('customer_purchases') }}

),

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

base as (

    select * from {{ ref('base_gaps') }}

),

limits as (

    select
        customers.customer_id,
        customers.as_of_date,
        customers.recency_days,
        customers.purchase_days >= {{ var('lifecycle_min_purchase_days') }} as has_own_rhythm,
        case
            when customers.purchase_days >= {{ var('lifecycle_min_purchase_days') }}
                then customers.median_gap_days
            else base.median_gap_days
        end as usual_gap_days,
        case
            when customers.purchase_days >= {{ var('lifecycle_min_purchase_days') }}
                then {{ floor_at('purchases.gap_limit_days', least_limit) }}
            else {{ floor_at('base.gap_limit_days', least_limit) }}
        end as gap_limit_days
    from customers
    cross join base
    left join purchases on customers.customer_id = purchases.customer_id

),

-- Whether somebody was won back is judged by the gap limit at the time: today's limit includes the
-- very gap that is judged.
late_gaps as (

    select gaps.*
    from gaps
    cross join base
    where
        {{ dbt.datediff('gaps.ended_on', 'base.as_of_date', 'day') }}
        <= {{ var('lifecycle_won_back_days') }}

),

limits_then as (

    select
        late_gaps.customer_id,
        late_gaps.gap_number,
        {{ percentile(var('lifecycle_gap_percentile'), 'earlier.gap_days') }} as gap_limit_days
    from late_gaps
    inner join gaps as earlier
        on
            late_gaps.customer_id = earlier.customer_id
            and late_gaps.gap_number > earlier.gap_number
    where late_gaps.gap_number >= {{ var('lifecycle_min_purchase_days') }}
    group by late_gaps.customer_id, late_gaps.gap_number

),

judged_gaps as (

    select
        late_gaps.customer_id,
        late_gaps.ended_on,
        late_gaps.gap_days,
        {{ var('lifecycle_lapse_factor') }} * case
            when late_gaps.gap_number >= {{ var('lifecycle_min_purchase_days') }}
                then {{ floor_at('limits_then.gap_limit_days', least_limit) }}
            else {{ floor_at('base.gap_limit_days', least_limit) }}
        end as lapse_limit_days
    from late_gaps
    cross join base
    left join limits_then
        on
            late_gaps.customer_id = limits_then.customer_id
            and late_gaps.gap_number = limits_then.gap_number

),

won_back as (

    select
        customer_id,
        max(ended_on) as won_back_on
    from judged_gaps
    where
        gap_days > lapse_limit_days
        or gap_days > {{ var('lifecycle_lapse_days') }}
    group by customer_id

),

final as (

    select
        limits.customer_id,
        limits.as_of_date,
        limits.has_own_rhythm,
        limits.usual_gap_days,
        limits.gap_limit_days,
        -- While nobody has bought twice there are no gaps to learn from.
        least(
            {{ var('lifecycle_lapse_factor') }} * limits.gap_limit_days,
            {{ var('lifecycle_lapse_days') }}
        ) as lapse_limit_days,
        limits.recency_days / nullif(limits.gap_limit_days, 0) as overdue_ratio,
        won_back.won_back_on
    from limits
    left join won_back on limits.customer_id = won_back.customer_id

)

select * from final
