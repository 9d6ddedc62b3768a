-- An account's figures must be the sums of its people's, to the cent; the totals over all accounts
-- must equal those over all people with an account; and each account that people refer to must
-- exist once.
{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

{%- set sums = ['orders', 'net_revenue', 'orders_365d', 'net_revenue_365d'] %}

with

accounts as (

    select * from {{ ref('account_features') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

customer_clv as (

    select * from {{ ref('customer_clv') }}

),

purchases as (

    select
        customers.account_id,
        count(distinct purchases.ordered_on) as purchase_days,
        max(purchases.ordered_on) as last_order_on
    from {{ ref('purchases') }} as purchases
    inner join customers on purchases.customer_id = customers.customer_id
    where customers.account_id is not null
    group by customers.account_id

),

people as (

    select
        customers.account_id,
        count(*) as contacts,
        sum(case when customers.orders > 0 then 1 else 0 end) as buying_contacts,
        {%- for name in sums %}
        sum(customers.{{ name }}) as {{ name }},
        {%- endfor %}
        sum(customer_clv.clv) as expected_value
    from customers
    left join customer_clv on customers.customer_id = customer_clv.customer_id
    where customers.account_id is not null
    group by customers.account_id

),

listed as (

    select account_id from {{ ref('stg_accounts') }}
    union
    select account_id from people

),

missing as (

    select
        coalesce(accounts.account_id, listed.account_id) as account_id,
        'is not there, or is there though nobody names it' as problem
    from accounts
    full outer join listed on accounts.account_id = listed.account_id
    where
        accounts.account_id is null
        or listed.account_id is null

),

different as (

    select
        accounts.account_id,
        'has not the sum of its people' as problem
    from accounts
    left join people on accounts.account_id = people.account_id
    where
        accounts.expected_value is distinct from people.expected_value
        {%- for name in ['contacts', 'buying_contacts'] + sums %}
        or accounts.{{ name }} <> coalesce(people.{{ name }}, 0)
        {%- endfor %}

),

-- Days do not add up: two people on one day are one purchase day.
other_days as (

    select
        accounts.account_id,
        'has not the days of its purchases' as problem
    from accounts
    left join purchases on accounts.account_id = purchases.account_id
    where
        accounts.purchase_days <> coalesce(purchases.purchase_days, 0)
        or accounts.last_order_on is distinct from purchases.last_order_on

),

totals as (

    select
        'all accounts' as account_id,
        'have not what all people with an account have' as problem
    from (select sum(net_revenue) as net_revenue, sum(contacts) as contacts from accounts) as one
    cross join (

        select
            sum(net_revenue) as net_revenue,
            count(*) as contacts
        from customers
        where account_id is not null

    ) as other
    where
        coalesce(one.net_revenue, 0) <> coalesce(other.net_revenue, 0)
        or coalesce(one.contacts, 0) <> other.contacts

),

final as (

    select * from missing
    union all
    select * from different
    union all
    select * from other_days
    union all
    select * from totals

)

select * from final
