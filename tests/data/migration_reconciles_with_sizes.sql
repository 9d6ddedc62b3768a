-- The rows of each day's from-to matrix must add up to the sizes before, its columns to the sizes
-- after.
with

migration as (

    select * from {{ ref('segment_migration') }}

),

sizes as (

    select * from {{ ref('segment_size_daily') }}

),

row_sums as (

    select
        family,
        from_segment as segment,
        as_of_date,
        sum(customers) as customers
    from migration
    where from_segment <> 'none'
    group by family, from_segment, as_of_date

),

column_sums as (

    select
        family,
        to_segment as segment,
        as_of_date,
        sum(customers) as customers
    from migration
    where to_segment <> 'none'
    group by family, to_segment, as_of_date

),

final as (

    select
        coalesce(sizes.family, row_sums.family) as family,
        coalesce(sizes.segment, row_sums.segment) as segment,
        coalesce(sizes.as_of_date, row_sums.as_of_date) as as_of_date,
        'row' as side,
        row_sums.customers,
        sizes.members_before as expected_customers
    from sizes
    full outer join row_sums
        on
            sizes.family = row_sums.family
            and sizes.segment = row_sums.segment
            and sizes.as_of_date = row_sums.as_of_date
    where coalesce(sizes.members_before, 0) <> coalesce(row_sums.customers, 0)

    union all

    select
        coalesce(sizes.family, column_sums.family) as family,
        coalesce(sizes.segment, column_sums.segment) as segment,
        coalesce(sizes.as_of_date, column_sums.as_of_date) as as_of_date,
        'column' as side,
        column_sums.customers,
        sizes.members as expected_customers
    from sizes
    full outer join column_sums
        on
            sizes.family = column_sums.family
            and sizes.segment = column_sums.segment
            and sizes.as_of_date = column_sums.as_of_date
    where coalesce(sizes.members, 0) <> coalesce(column_sums.customers, 0)

)

select * from final
