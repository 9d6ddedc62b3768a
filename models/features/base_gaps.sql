with

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

-- For customers who bought too rarely to have a rhythm of their own.
final as (

    select
        {{ as_of_date() }} as as_of_date,
        count(*) as gaps,
        {{ percentile(0.5, 'gap_days') }} as median_gap_days,
        {{ percentile(var('lifecycle_gap_percentile'), 'gap_days') }} as gap_limit_days
    from gaps

)

select * from final
