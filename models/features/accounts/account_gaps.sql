{{ config(enabled=has_input('accounts'), refresh_by='account_id', refresh_through={'purchases': 'account_people'}) }}

with

people as (

    select * from {{ ref('account_people') }}

),

-- Days on which anybody bought: two people of one company on one day are one purchase day of it.
purchases as (

    select
        people.account_id,
        purchases.ordered_on
    from {{ ref('purchases') }} as purchases
    inner join people on purchases.customer_id = people.customer_id

),

{{ gaps_between_purchases('account_id') }},

final as (

    select
        account_id,
        gap_number,
        started_on,
        ended_on,
        gap_days
    from gaps

)

select * from final
