{{ config(enabled=has_input('erasure_requests'), materialized='view') }}

with

erasure_requests as (

    select * from {{ ref('stg_erasure_requests') }}
    where {{ local_date('requested_at') }} <= {{ as_of_date() }}

),

{% if has_input('identity_links') %}
customers as (

    select * from {{ ref('stg_customers') }}

),

customer_xref as (

    select * from {{ ref('customer_xref') }}
    where source_id_type = 'customer'

),
{% endif %}

all_ids as (

    select customer_id from erasure_requests
{% if has_input('identity_links') %}
    union

    -- A request names one customer number, but applies to all numbers of the person. customer_xref
    -- leaves out the person entirely, so a number that is missing there was erased.
    select customers.customer_id
    from customers
    left join customer_xref on customers.customer_id = customer_xref.source_id
    where customer_xref.source_id is null
{% endif %}
),

final as (

    select distinct
        customer_id
    from all_ids

)

select * from final
