-- Sizes must equal the members counted one by one, and the sizes of each exclusive family must add
-- up to all customers. (sets_hold_memberships checks that nobody is in a segment twice.)
{{ config(once_per=once_a_day()) }}

with

sizes as (

    select * from {{ ref('segment_sizes') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}

),

{{ sizes_that_are_off('customer_id', 'customers', is_once=true) }}

select * from final
