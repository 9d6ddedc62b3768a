{{
    config(
        enabled=has_input('accounts'),
        refresh_by='account_id',
        refresh_through={'customer_clv': 'account_people'},
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'recency_days': days_since('last_order_on'),
            'tenure_days': days_since('first_order_on'),
            'overdue_ratio': overdue_ratio(),
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

orders as (

    select * from {{ ref('account_orders') }}

),

rhythm as (

    select * from {{ ref('account_rhythm') }}

),

scores as (

    select * from {{ ref('account_scores') }}

),

customer_clv as (

    select * from {{ ref('customer_clv') }}

),

value_shares as (

    select * from {{ ref('account_value_shares') }}

),

ranked as (
    {{ with_share_of_better('orders', 'net_revenue_365d', 'value_shares', 'value_rank_share') }}
),

expected as (

    select
        people.account_id,
        cast(sum(customer_clv.clv) as decimal(18, 2)) as expected_value
    from people
    inner join customer_clv on people.customer_id = customer_clv.customer_id
    group by people.account_id

),

final as (

    select
        orders.account_id,
        accounts.account_id is not null as has_details,
        accounts.industry,
        accounts.employees,
        {{ band('accounts.employees', var('employee_bands')) }} as employee_band,
        accounts.revenue_band,
        accounts.country,
        orders.contacts,
        orders.buying_contacts,
        orders.orders,
        orders.first_order_on,
        orders.last_order_on,
        orders.purchase_days,
        orders.net_revenue,
        orders.return_rate
        {%- for days in [30, 90, 365] %},
        orders.orders_{{ days }}d,
        orders.net_revenue_{{ days }}d
        {%- endfor %},
        expected.expected_value,
        orders.value_rank_share,
        rhythm.has_own_rhythm,
        rhythm.usual_gap_days,
        rhythm.gap_limit_days,
        rhythm.lapse_limit_days,
        rhythm.won_back_on,
        scores.r_score,
        scores.f_score,
        scores.m_score,
        scores.rfm_code,
        scores.rfm_segment
    from ranked as orders
    inner join rhythm on orders.account_id = rhythm.account_id
    inner join scores on orders.account_id = scores.account_id
    left join accounts on orders.account_id = accounts.account_id
    left join expected on orders.account_id = expected.account_id

)

select * from final
