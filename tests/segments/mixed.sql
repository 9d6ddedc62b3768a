with

entities as (

    select * from "main"."customers"

),

members_1 as (

    select
        customer_id,
        max(case when segment = 'high' then 1 else 0 end) = 1 as is_in_segment_1,
        max(case when segment = 'low' then 1 else 0 end) = 1 as is_in_segment_3
    from "main"."tier"
    where segment in ('high', 'low')
    group by customer_id

),

members_2 as (

    select
        customer_id,
        max(case when segment = 'angry' then 1 else 0 end) = 1 as is_in_segment_2
    from "main"."traits"
    where segment in ('angry')
    group by customer_id

),

known as (

    select
        entities.*,
        coalesce(members_1.is_in_segment_1, false) as is_in_segment_1,
        coalesce(members_2.is_in_segment_2, false) as is_in_segment_2,
        coalesce(members_1.is_in_segment_3, false) as is_in_segment_3
    from entities
    left join members_1 on entities.customer_id = members_1.customer_id
    left join members_2 on entities.customer_id = members_2.customer_id

),

judged as (

    select
        customer_id,
        coalesce((
            is_in_segment_1 and is_in_segment_2
        ), false) as holds_1,
        coalesce((
            not is_in_segment_1 and not is_in_segment_2
        ), false) as holds_2,
        coalesce((
            not is_in_segment_2
        ), false) as holds_3,
        coalesce((
            case when is_in_segment_3 then country = 'FR' else spent between 5 and 15 end
        ), false) as holds_4,
        as_of_date
    from known

),

segments as (

    select
        1 as segment_number,
        'both' as segment,
        'mixed.both@4dc55a2d' as rule
    union all
    select
        2 as segment_number,
        'neither' as segment,
        'mixed.neither@dfb0293e' as rule
    union all
    select
        3 as segment_number,
        'not_angry' as segment,
        'mixed.not_angry@67e2f09c' as rule
    union all
    select
        4 as segment_number,
        'strange' as segment,
        'mixed.strange@97e427bc' as rule
    union all
    select
        5 as segment_number,
        'rest' as segment,
        'mixed.rest@262d0fe6' as rule

),

final as (

    select
        judged.customer_id,
        'mixed' as family,
        segments.segment,
        segments.rule,
        judged.as_of_date
    from judged
    cross join segments
    where
        case segments.segment_number
            when 1 then judged.holds_1
            when 2 then judged.holds_2
            when 3 then judged.holds_3
            when 4 then judged.holds_4
            else not (judged.holds_1 or judged.holds_2 or judged.holds_3 or judged.holds_4)
        end

)

select * from final
