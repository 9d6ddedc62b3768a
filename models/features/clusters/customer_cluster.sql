{{ config(refresh_by='customer_id') }}

{%- set features = var('cluster_features') %}

with

customers as (

    select * from {{ ref('cluster_features') }}

),

centres as (

    select * from {{ ref('cluster_centres') }}

),

distances as (

    select
        customers.customer_id,
        centres.cluster,
        centres.centre_number,
        centres.name_overlap,
        sqrt(
            {%- for feature in features %}
            {{ '+ ' if not loop.first -}}
            (customers.{{ feature }} - centres.{{ feature }})
            * (customers.{{ feature }} - centres.{{ feature }})
            {%- endfor %}
        ) as distance
    from customers
    cross join centres

),

-- If two centres are equally near, the first.
nearest as (

    select
        customer_id,
        min(distance) as distance,
        min_by(
            centre_number, struct_pack(distance := distance, centre_number := centre_number)
        ) as centre_number
    from distances
    group by customer_id

),

final as (

    select
        customers.customer_id,
        coalesce(centres.cluster, 'unclustered') as cluster,
        nearest.centre_number,
        nearest.distance as distance_from_centre,
        centres.name_overlap
    from customers
    left join nearest on customers.customer_id = nearest.customer_id
    left join centres on nearest.centre_number = centres.centre_number

)

select * from final
