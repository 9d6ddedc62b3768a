{%- set lists = contact_lists() %}
{%- set caps = var('channel_contacts', sample_pin('channel_contacts')) or {} %}
{{ config(enabled=has_input('consents')) }}
{%- for channel in caps if channel != 'all' and channel not in var('contact_channels') %}
    {{- exceptions.raise_compiler_error(
        "channel_contacts: '" ~ channel ~ "' is not a channel; known: all, "
        ~ var('contact_channels') | join(', ')
    ) -}}
{%- endfor %}
{%- set first_day = dbt.dateadd('day', -var('contact_quiet_days'), as_of_date()) %}
{%- set cap_begins = dbt.dateadd('day', -var('fatigue_days'), as_of_date()) %}

with

customers as (

    select * from {{ ref('customer_features') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

reachability as (

    select * from {{ ref('customer_reachability') }}

),

segment_priority as (

    select * from {{ ref('segment_priority') }}

),

declared (family, segment, channel, priority) as (
    {% if lists -%}
    values
    {%- for list in lists %}
        {{ ',' if not loop.first }}(
            {{ sql_literal(list.family) }},
            {{ sql_literal(list.segment) }},
            {{ sql_literal(list.channel) }},
            cast({{ list.priority if list.priority is not none else 'null' }} as integer)
        )
    {%- endfor %}
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}),
        cast(null as {{ dbt.type_string() }}),
        cast(null as {{ dbt.type_string() }}),
        cast(null as integer)
    where false
    {%- endif %}

),

{% if has_input('campaigns') %}
sends as (

    select
        customer_ids.customer_id,
        campaigns.channel,
        {{ local_date('campaign_sends.sent_at') }} as sent_on
    from {{ ref('stg_campaign_sends') }} as campaign_sends
    inner join {{ ref('stg_campaigns') }} as campaigns
        on campaign_sends.campaign_id = campaigns.campaign_id
    inner join {{ ref('customer_ids') }} as customer_ids
        on campaign_sends.customer_id = customer_ids.source_customer_id
    where
        not campaign_sends.is_control
        and {{ on_or_before_local_day('campaign_sends.sent_at', as_of_date()) }}

),
{% else %}
sends as (

    select
        cast(null as {{ dbt.type_string() }}) as customer_id,
        cast(null as {{ dbt.type_string() }}) as channel,
        cast(null as date) as sent_on
    where false

),
{% endif %}

contacts as (

    select
        customer_id,
        max(sent_on) as last_contact_on,
        sum(case when sent_on > {{ cap_begins }} then 1 else 0 end) as recent_contacts
    from sends
    group by customer_id

),

-- Messages already sent this week count towards its caps.
sent_this_week as (

    select
        channel,
        count(*) as contacts
    from sends
    where sent_on >= {{ dbt.date_trunc('week', as_of_date()) }}
    group by channel

),

{% if has_model('experiment_controls') %}
-- Control groups of open experiments on a list.
controls as (

    select * from {{ ref('experiment_controls') }}

),
{% endif %}

-- One ranking of all lists, the same for everybody: declared priority first, then measured value.
ranked_lists as (

    select
        declared.family,
        declared.segment,
        declared.channel,
        declared.priority,
        segment_priority.value_per_contact,
        row_number() over (
            order by
                declared.priority asc nulls last,
                round(segment_priority.value_per_contact, 6) desc nulls last,
                declared.family,
                declared.segment,
                declared.channel
        ) as list_rank,
        case declared.channel
            {%- for channel, most in caps.items() if channel != 'all' %}
            when {{ sql_literal(channel) }} then {{ most }}
            {%- endfor %}
            when '' then 0
        end - coalesce(sent_this_week.contacts, 0) as channel_room,
        cast({{ caps.get('all', 'null') }} as bigint)
        - (select coalesce(sum(contacts), 0) from sent_this_week) as total_room
    from declared
    left join segment_priority
        on
            declared.family = segment_priority.family
            and declared.segment = segment_priority.segment
            and declared.channel = segment_priority.channel
    left join sent_this_week on declared.channel = sent_this_week.channel

),

candidates as (

    select
        memberships.customer_id,
        customers.customer_value,
        ranked_lists.family,
        ranked_lists.segment,
        ranked_lists.channel,
        ranked_lists.priority,
        ranked_lists.value_per_contact,
        ranked_lists.list_rank,
        ranked_lists.channel_room,
        ranked_lists.total_room,
        coalesce(reachability.blocked_by, 'no_consent') as blocked_by,
        case
            when {{ in_global_holdout('memberships.customer_id') }} then 'holdout'
            {% if has_model('experiment_controls') -%}
            when controls.customer_id is not null then 'control'
            {% endif -%}
            when not coalesce(reachability.is_reachable, false) then 'unreachable'
            {% if var('contact_least_value') is not none -%}
            when ranked_lists.value_per_contact <= {{ var('contact_least_value') }} then 'no_gain'
            {% endif -%}
            when contacts.last_contact_on >= {{ dbt.date_trunc('week', as_of_date()) }}
                then 'contacted_this_week'
            when contacts.last_contact_on >= {{ first_day }} then 'quiet'
            when contacts.recent_contacts >= {{ var('contact_cap') }} then 'customer_cap'
        end as obstacle
    from memberships
    inner join ranked_lists
        on
            memberships.family = ranked_lists.family
            and memberships.segment = ranked_lists.segment
    inner join customers on memberships.customer_id = customers.customer_id
    left join reachability
        on
            memberships.customer_id = reachability.customer_id
            and ranked_lists.channel = reachability.channel
    left join contacts on memberships.customer_id = contacts.customer_id
    {%- if has_model('experiment_controls') %}
    left join controls
        on
            memberships.customer_id = controls.customer_id
            and memberships.family = controls.family
            and memberships.segment = controls.segment
    {%- endif %}

),

-- In this order, each list takes the most valuable remaining customers, up to its caps.
taken_0 as (

    select
        cast(null as {{ dbt.type_string() }}) as customer_id,
        cast(null as {{ dbt.type_string() }}) as channel,
        cast(null as bigint) as list_rank
    where false

),

{% for list in lists %}
{%- set before = 'taken_' ~ loop.index0 %}
used_{{ loop.index }} as (

    select
        count(customer_id) as contacts,
        sum(case when channel = (
            select channel from ranked_lists where list_rank = {{ loop.index }}
        ) then 1 else 0 end) as channel_contacts
    from {{ before }}

),

taken_{{ loop.index }} as (

    select * from {{ before }}

    union all

    select
        waiting.customer_id,
        waiting.channel,
        waiting.list_rank
    from (
        select
            candidates.*,
            row_number() over (
                order by candidates.customer_value desc nulls last, candidates.customer_id
            ) as place
        from candidates
        left join {{ before }} as taken on candidates.customer_id = taken.customer_id
        where
            candidates.list_rank = {{ loop.index }}
            and candidates.obstacle is null
            and taken.customer_id is null
    ) as waiting
    cross join used_{{ loop.index }} as used
    where
        coalesce(waiting.place <= waiting.channel_room - coalesce(used.channel_contacts, 0), true)
        and coalesce(waiting.place <= waiting.total_room - used.contacts, true)

),
{% endfor %}

taken as (

    select
        taken.customer_id,
        taken.channel,
        taken.list_rank,
        ranked_lists.family,
        ranked_lists.segment
    from taken_{{ lists | length }} as taken
    inner join ranked_lists on taken.list_rank = ranked_lists.list_rank

),

filled as (

    select
        channel,
        count(*) as contacts
    from taken
    group by channel

),

final as (

    select
        candidates.customer_id,
        candidates.family,
        candidates.segment,
        candidates.channel,
        cast({{ dbt.date_trunc('week', as_of_date()) }} as date) as week_starts_on,
        candidates.priority,
        candidates.value_per_contact,
        candidates.list_rank,
        coalesce(candidates.list_rank = taken.list_rank, false) as is_chosen,
        case
            when candidates.obstacle is not null then candidates.obstacle
            when candidates.list_rank = taken.list_rank then 'chosen'
            when candidates.list_rank > taken.list_rank then 'other_list'
            when coalesce(filled.contacts, 0) >= candidates.channel_room then 'channel_cap'
            else 'total_cap'
        end as outcome,
        case when candidates.obstacle = 'unreachable' then candidates.blocked_by end as blocked_by,
        taken.family as chosen_family,
        taken.segment as chosen_segment,
        taken.channel as chosen_channel
    from candidates
    left join taken on candidates.customer_id = taken.customer_id
    left join filled on candidates.channel = filled.channel

)

select * from final
