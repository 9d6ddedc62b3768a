{{ config(enabled=var('input_occasions')) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

customer_occasions as (

    select * from {{ ref('customer_occasions') }}

),

by_customer as (

    select
        customer_id
        {%- for occasion in var('feature_occasions') %},
        max(case when occasion = '{{ occasion }}' then occasion_index end)
            as occasion_index_{{ occasion }}
        {%- endfor %}
    from customer_occasions
    group by customer_id

),

ranked as (

    select
        customer_id,
        occasion,
        occasion_orders,
        occasion_index,
        row_number() over (
            partition by customer_id
            order by occasion_index desc, occasion_orders desc, occasion
        ) as index_rank
    from customer_occasions
    where
        occasion_orders >= {{ var('top_occasion_min_orders') }}
        and occasion_index > 1

),

final as (

    select
        customers.customer_id,
        customers.as_of_date,
        ranked.occasion as top_occasion,
        ranked.occasion_orders as top_occasion_orders,
        ranked.occasion_index as top_occasion_index
        {%- for occasion in var('feature_occasions') %},
        by_customer.occasion_index_{{ occasion }}
        {%- endfor %}
    from customers
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join ranked
        on
            customers.customer_id = ranked.customer_id
            and ranked.index_rank = 1

)

select * from final
