{{ config(enabled=has_input('survey_responses'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

responses as (

    select * from {{ ref('stg_survey_responses') }}

),

answers as (

    select
        customer_ids.customer_id,
        responses.response_id,
        responses.question,
        responses.answer,
        responses.answered_at,
        {{ local_date('responses.answered_at') }} as answered_on
    from responses
    inner join customer_ids on responses.customer_id = customer_ids.source_customer_id
    where {{ on_or_before_local_day('responses.answered_at', as_of_date()) }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, question
            order by answered_at desc, response_id desc
        ) as recency_rank,
        answered_at = max(answered_at) over (partition by customer_id, question) as is_latest,
        {{ dbt.datediff('answered_on', as_of_date(), 'day') }} < {{ var('feedback_days') }}
            as is_fresh
    from answers

),

-- People change their minds: an old answer does not count.
judged as (

    select
        *,
        recency_rank = 1 and is_fresh as is_current
    from ranked

),

by_customer as (

    select
        customer_id,
        max(answered_on) as last_answer_on,
        cast(sum(case when question = 'nps' then 1 else 0 end) as bigint) as nps_answers,
        max(case when question = 'nps' and is_current then cast(answer as integer) end)
            as nps_score,
        max(case when question = 'nps' and is_current then answered_on end) as nps_on,
        -- The answer before the last may be old: a change of mind takes time.
        max(case when question = 'nps' and recency_rank = 2 then cast(answer as integer) end)
            as previous_nps_score,
        max(case when question = 'csat' and is_current then cast(answer as integer) end)
            as csat_score,
        max(case when question = 'csat' and is_current then answered_on end) as csat_on,
        max(case when question = 'stated_need' and is_current then answer end)
            as stated_need,
        max(case when question = 'value' and is_current then answer end) as stated_value,
        max(case when question = 'attitude' and is_current then answer end)
            as stated_attitude,
        max(case when question = 'lifestyle' and is_current then answer end)
            as stated_lifestyle,
        max(case when question = 'driver' and is_current then answer end) as stated_driver,
        max(case when question = 'occasion_ahead' and is_current then answer end)
            as occasion_ahead,
        max(case when question = 'occasion_ahead' and is_current then answered_on end)
            as occasion_ahead_on
    from judged
    group by customer_id

),

-- Several boxes may be ticked at once. Sorted, so that the same answers always give the same text.
interests as (

    select
        customer_id,
        {{ dbt.listagg('answer', "', '", 'order by answer') }} as stated_interests,
        count(*) as interests
    from (

        select distinct
            customer_id,
            answer
        from judged
        where
            question = 'interest'
            and is_latest
            and is_fresh

    ) as ticked
    group by customer_id

),

final as (

    select
        customers.customer_id,
        by_customer.last_answer_on,
        coalesce(by_customer.nps_answers, 0) as nps_answers,
        by_customer.nps_score,
        by_customer.nps_on,
        case
            when by_customer.nps_score >= 9 then 'promoter'
            when by_customer.nps_score >= 7 then 'passive'
            when by_customer.nps_score >= 0 then 'detractor'
        end as nps_group,
        by_customer.nps_score - by_customer.previous_nps_score as nps_change,
        by_customer.csat_score,
        by_customer.csat_on,
        by_customer.stated_need,
        by_customer.stated_value,
        interests.stated_interests,
        coalesce(interests.interests, 0) as interests,
        by_customer.stated_attitude,
        by_customer.stated_lifestyle,
        by_customer.stated_driver,
        nullif(by_customer.occasion_ahead, 'none') as occasion_ahead,
        case
            when by_customer.occasion_ahead <> 'none'
                then {{ dbt.datediff('by_customer.occasion_ahead_on', 'customers.as_of_date', 'day') }}
        end as occasion_ahead_age_days,
        case
            when customer_orders.discount_share >= {{ var('inferred_saving_discount_share') }}
                then 'saving'
            when customer_orders.preferred_channel = 'app' then 'speed'
            when customer_orders.preferred_channel = 'store' then 'advice'
        end as inferred_need
        {%- if has_input('products') %},
        customer_orders.top_category as inferred_interest
        {%- endif %}
    from customers
    inner join customer_orders on customers.customer_id = customer_orders.customer_id
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join interests on customers.customer_id = interests.customer_id

)

select * from final
