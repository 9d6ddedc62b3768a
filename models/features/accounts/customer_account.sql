{{ config(enabled=has_input('accounts'), refresh_by='customer_id', refresh_through={'account_orders': 'known_customers'}) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

accounts as (

    select * from {{ ref('stg_accounts') }}

),

-- A company buys through several people: each contact has the orders of all of them.
by_account as (

    select * from {{ ref('account_orders') }}

),

final as (

    select
        customers.customer_id,
        customers.account_id,
        accounts.industry,
        accounts.employees,
        {{ band('accounts.employees', var('employee_bands')) }} as employee_band,
        accounts.revenue_band,
        accounts.country as account_country,
        by_account.contacts as account_contacts,
        by_account.orders_365d as account_orders_365d,
        by_account.net_revenue_365d as account_net_revenue_365d
    from customers
    left join accounts on customers.account_id = accounts.account_id
    left join by_account on customers.account_id = by_account.account_id

)

select * from final
