{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

with

-- Accounts are scored among accounts: among people, nearly every company would be a champion.
buyers as (

    select * from {{ ref('account_orders') }}
    where orders > 0

),

{{ rfm_cut_points('buyers', 'accounts') }}

select * from final
