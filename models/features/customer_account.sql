{{ config(enabled=has_input('accounts')) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

accounts as (

    select * from {{ ref('stg_accounts') }}

),

-- A company buys through several people: each contact has the orders of all of them.
by_account as (

    select
        customers.account_id,
        count(*) as account_contacts,
        cast(sum(customer_orders.orders_365d) as bigint) as account_orders_365d,
        cast(sum(customer_orders.net_revenue_365d) as decimal(18, 2)) as account_net_revenue_365d
    from customers
    inner join customer_orders on customers.customer_id = customer_orders.customer_id
    where customers.account_id is not null
    group by customers.account_id

),

final as (

    select
        customers.customer_id,
        customers.as_of_date,
        customers.account_id,
        accounts.industry,
        accounts.employees,
        {{ band('accounts.employees', var('employee_bands')) }} as employee_band,
        accounts.revenue_band,
        accounts.country as account_country,
        by_account.account_contacts,
        by_account.account_orders_365d,
        by_account.account_net_revenue_365d
    from customers
    left join accounts on customers.account_id = accounts.account_id
    left join by_account on customers.account_id = by_account.account_id

)

select * from final
