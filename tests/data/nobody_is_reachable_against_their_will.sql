-- Counted from staging: nobody whose latest consent on a channel is not `granted`, and nobody who
-- is suppressed on it or everywhere, may count as reachable.
{{ config(enabled=has_input('consents')) }}

with

reachable as (

    select * from {{ ref('customer_reachability') }}
    where is_reachable

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

consents as (

    select
        customer_ids.customer_id,
        consents.channel,
        consents.status,
        consents.changed_at
    from {{ ref('stg_consents') }} as consents
    inner join customer_ids on consents.customer_id = customer_ids.source_customer_id
    where {{ local_date('consents.changed_at') }} <= {{ as_of_date() }}

),

last_words as (

    select
        customer_id,
        channel,
        max(changed_at) as changed_at
    from consents
    group by customer_id, channel

),

refused as (

    select
        consents.customer_id,
        consents.channel,
        'no consent' as problem
    from consents
    inner join last_words
        on
            consents.customer_id = last_words.customer_id
            and consents.channel = last_words.channel
            and consents.changed_at = last_words.changed_at
    where consents.status <> 'granted'

),

never_asked as (

    select
        reachable.customer_id,
        reachable.channel,
        'never asked' as problem
    from reachable
    left join last_words
        on
            reachable.customer_id = last_words.customer_id
            and reachable.channel = last_words.channel
    where last_words.customer_id is null

),

{% if has_input('suppressions') %}
suppressed as (

    select
        customer_ids.customer_id,
        reachable.channel,
        'suppressed' as problem
    from {{ ref('stg_suppressions') }} as suppressions
    inner join customer_ids on suppressions.customer_id = customer_ids.source_customer_id
    inner join reachable on customer_ids.customer_id = reachable.customer_id
    where
        suppressions.channel in ('all', reachable.channel)
        and {{ local_date('suppressions.suppressed_at') }} <= {{ as_of_date() }}
        and coalesce({{ local_date('suppressions.lifted_at') }} > {{ as_of_date() }}, true)

),
{% endif %}

final as (

    select refused.*
    from refused
    inner join reachable
        on
            refused.customer_id = reachable.customer_id
            and refused.channel = reachable.channel
    union all
    select * from never_asked
    {% if has_input('suppressions') -%}
    union all
    select * from suppressed
    {%- endif %}

)

select * from final
