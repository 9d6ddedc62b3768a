with

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        count(*) as gaps,
        percentile_cont(0.5) within group (order by gap_days) as median_gap_days,
        percentile_cont({{ var('lifecycle_gap_percentile') }}) within group (order by gap_days)
            as gap_limit_days
    from gaps

)

select * from final
