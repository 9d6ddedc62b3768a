{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('customer_orders') }}
    where orders > 0

),

chosen as (

    select
        customer_id
        {%- for feature in var('cluster_features') %},
        {{ cluster_value(feature) }} as {{ feature }}
        {%- endfor %}
    from customers

),

moments as (

    select
        {%- for feature in var('cluster_features') %}
        max(case when feature = '{{ feature }}' then mean end) as {{ feature }}_mean,
        max(case when feature = '{{ feature }}' then deviation end) as {{ feature }}_deviation
        {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('cluster_scale') }}

),

final as (

    select
        chosen.customer_id
        {%- for feature in var('cluster_features') %},
        -- Floating-point means depend on the order of rows: without rounding, k-means could give
        -- different clusters to the same customers.
        round(
            least(
                greatest(
                    coalesce(
                        (chosen.{{ feature }} - moments.{{ feature }}_mean)
                        / moments.{{ feature }}_deviation,
                        0
                    ),
                    -{{ var('cluster_clip_deviations') }}
                ),
                {{ var('cluster_clip_deviations') }}
            ),
            9
        ) as {{ feature }}
        {%- endfor %}
    from chosen
    cross join moments

)

select * from final
