{{
    config(
        enabled=has_input('occasions'),
        refresh_by='customer_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'next_occasion_days': days_until('next_occasion_on'),
        },
    )
}}

with

customers as (

    select * from {{ ref('known_customers') }}

),

occasions as (

    select * from {{ ref('stg_occasions') }}

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

kept as (

    select
        country,
        {{ dbt.listagg('occasion', "', '", 'order by occasion') }} as kept_occasions
    from (

        select distinct
            country,
            occasion
        from occasions

    ) as occasions_by_country
    group by country

),

-- The next occasion in the customer's country; NULL if the calendar has no later one.
coming as (

    select
        customers.customer_id,
        occasions.occasion,
        occasions.starts_on,
        row_number() over (
            partition by customers.customer_id
            order by occasions.starts_on, occasions.occasion
        ) as coming_rank
    from customers
    inner join occasions on customers.country = occasions.country
    where occasions.starts_on > customers.as_of_date

),

final as (

    select
        customers.customer_id,
        ranked.occasion as top_occasion,
        ranked.occasion_orders as top_occasion_orders,
        ranked.occasion_index as top_occasion_index,
        kept.kept_occasions,
        coming.occasion as next_occasion,
        coming.starts_on as next_occasion_on
        {%- for occasion in var('feature_occasions') %},
        by_customer.occasion_index_{{ occasion }}
        {%- endfor %}
    from customers
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join ranked
        on
            customers.customer_id = ranked.customer_id
            and ranked.index_rank = 1
    left join kept on customers.country = kept.country
    left join coming
        on
            customers.customer_id = coming.customer_id
            and coming.coming_rank = 1

)

select * from final
