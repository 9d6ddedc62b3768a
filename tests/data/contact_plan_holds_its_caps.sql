-- More customers are chosen for a channel, or for all of them, than channel_contacts allows a week.
{{ config(enabled=has_input('consents')) }}
{%- set caps = var('channel_contacts', sample_pin('channel_contacts')) or {} %}

with

chosen as (

    select * from {{ ref('contact_plan') }}
    where is_chosen

),

counted as (

    select
        channel,
        count(*) as contacts
    from chosen
    group by channel

    union all

    select
        'all' as channel,
        count(*) as contacts
    from chosen

),

final as (

    select
        channel,
        contacts
    from counted
    where
        false
        {%- for channel, most in caps.items() %}
        or (channel = {{ sql_literal(channel) }} and contacts > {{ most }})
        {%- endfor %}

)

select * from final
