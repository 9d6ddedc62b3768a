-- From the day of the request on, no table of people may contain anybody who asked to be erased.
{{ config(enabled=has_input('erasure_requests')) }}

with

erasure_requests as (

    select * from {{ ref('stg_erasure_requests') }}
    where {{ local_date('requested_at') }} <= {{ as_of_date() }}

),

people as (

    select customer_id from {{ ref('customer_features') }}

    union all

    select source_customer_id as customer_id from {{ ref('customer_ids') }}
    {%- if has_input('identity_links') %}

    union all

    select source_id as customer_id from {{ ref('customer_xref') }}
    where source_id_type = 'customer'
    {%- endif %}

),

final as (

    select people.customer_id
    from people
    inner join erasure_requests on people.customer_id = erasure_requests.customer_id

)

select * from final
