{{ config(enabled=stages_input('survey_responses')) }}

with

survey_responses as (

    select * from {{ source('shop', 'survey_responses') }}

),

final as (

    select
        response_id,
        customer_id,
        survey,
        lower(question) as question,
        lower(trim(answer)) as answer,
        cast(answered_at as timestamp) as answered_at
    from survey_responses

)

select * from final
