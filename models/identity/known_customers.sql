{{ config(refresh_by='customer_id') }}
{#- A person may have several customer numbers. An address is taken from one of them in full: parts
  of two would be an address where nobody lives. -#}
{%- set parts = [
    ['account_id'],
    ['email'],
    ['phone'],
    ['birth_date'],
    ['gender'],
    ['country', 'region', 'city', 'postal_code'],
    ['language'],
    ['job_title'],
] %}

with

customers as (

    select * from {{ ref('stg_customers') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

merged_people as (

    select
        customer_id,
        count(*) as customer_numbers
    from customer_ids
    group by customer_id
    having count(*) > 1

),

merged_numbers as (

    select
        customers.*,
        merged_people.customer_id as person_id,
        merged_people.customer_numbers,
        row_number() over (
            partition by merged_people.customer_id
            order by
                case when customers.created_at is null then 1 else 0 end,
                customers.created_at,
                customers.customer_id
        ) as age_rank
    from merged_people
    inner join customer_ids on merged_people.customer_id = customer_ids.customer_id
    inner join customers on customer_ids.source_customer_id = customers.customer_id

),

final as (

    select
        customer_ids.customer_id,
        1 as customer_numbers
        {%- for column in parts | sum(start=[]) %},
        customers.{{ column }}
        {%- endfor %},
        customers.created_at
    from customer_ids
    inner join customers on customer_ids.source_customer_id = customers.customer_id
    left join merged_people on customer_ids.customer_id = merged_people.customer_id
    where merged_people.customer_id is null

    union all

    -- Each group of columns comes from the oldest customer number whose first column is known.
    select
        person_id as customer_id,
        customer_numbers
        {%- for columns in parts %}
        {%- for column in columns %},
        min_by({{ column }}, case when {{ columns[0] }} is not null then age_rank end)
            as {{ column }}
        {%- endfor %}
        {%- endfor %},
        min(created_at) as created_at
    from merged_numbers
    group by person_id, customer_numbers

)

select * from final
