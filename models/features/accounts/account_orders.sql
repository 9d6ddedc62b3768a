{{
    config(
        enabled=has_input('accounts'),
        refresh_by='account_id',
        refresh_through={'customer_orders': 'account_people', 'customer_purchases': 'account_people'},
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'recency_days': days_since('last_order_on'),
            'tenure_days': days_since('first_order_on'),
        },
    )
}}

with

accounts as (

    select * from {{ ref('stg_accounts') }}

),

people as (

    select * from {{ ref('account_people') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_purchases as (

    select * from {{ ref('customer_purchases') }}

),

gaps as (

    select * from {{ ref('account_gaps') }}

),

-- Accounts without people are prospects; accounts that only people refer to are included too.
every_account as (

    select account_id from accounts
    union
    select account_id from people

),

by_account as (

    select
        people.account_id,
        count(*) as contacts,
        sum(case when customer_orders.orders > 0 then 1 else 0 end) as buying_contacts,
        sum(customer_orders.orders) as orders,
        min(customer_orders.first_order_on) as first_order_on,
        max(customer_orders.last_order_on) as last_order_on,
        sum(customer_purchases.returned_orders) as returned_orders,
        sum(customer_orders.net_revenue) as net_revenue
        {%- for days in [30, 90, 365] %},
        sum(customer_orders.orders_{{ days }}d) as orders_{{ days }}d,
        sum(customer_orders.net_revenue_{{ days }}d) as net_revenue_{{ days }}d
        {%- endfor %}
    from people
    inner join customer_orders on people.customer_id = customer_orders.customer_id
    left join customer_purchases on people.customer_id = customer_purchases.customer_id
    group by people.account_id

),

by_gaps as (

    select
        account_id,
        count(*) as gaps,
        {{ percentile(0.5, 'gap_days') }} as median_gap_days,
        {{ percentile(var('lifecycle_gap_percentile'), 'gap_days') }} as gap_limit_days
    from gaps
    group by account_id

),

final as (

    select
        every_account.account_id,
        cast(coalesce(by_account.contacts, 0) as bigint) as contacts,
        cast(coalesce(by_account.buying_contacts, 0) as bigint) as buying_contacts,
        cast(coalesce(by_account.orders, 0) as bigint) as orders,
        by_account.first_order_on,
        by_account.last_order_on,
        -- Each purchase day but the first ends a gap.
        case when by_account.orders > 0 then 1 + coalesce(by_gaps.gaps, 0) else 0 end
            as purchase_days,
        by_gaps.median_gap_days,
        by_gaps.gap_limit_days,
        cast(coalesce(by_account.net_revenue, 0) as decimal(18, 2)) as net_revenue,
        cast(by_account.returned_orders as double) / nullif(by_account.orders, 0) as return_rate
        {%- for days in [30, 90, 365] %},
        cast(coalesce(by_account.orders_{{ days }}d, 0) as bigint) as orders_{{ days }}d,
        cast(coalesce(by_account.net_revenue_{{ days }}d, 0) as decimal(18, 2))
            as net_revenue_{{ days }}d
        {%- endfor %}
    from every_account
    left join by_account on every_account.account_id = by_account.account_id
    left join by_gaps on every_account.account_id = by_gaps.account_id

)

select * from final
