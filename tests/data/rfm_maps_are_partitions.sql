-- Every score from 111 to 555 must have exactly one name in the RFM map, and every score from 11 to
-- 55 in the RF map; neither map may contain any other code.
with

rfm_code_map as (

    select * from {{ ref('rfm_code_map') }}

),

rf_code_map as (

    select * from {{ ref('rf_code_map') }}

),

scores as (

    {% for score in range(1, 6) %}
    select '{{ score }}' as score {{ 'union all' if not loop.last }}
    {% endfor %}

),

pairs as (

    select recency.score || frequency.score as code
    from scores as recency
    cross join scores as frequency

),

cube as (

    select pairs.code || monetary.score as code
    from pairs
    cross join scores as monetary

),

expected as (

    select
        'rfm_code_map' as map_name,
        code
    from cube

    union all

    select
        'rf_code_map' as map_name,
        code
    from pairs

),

named as (

    select
        'rfm_code_map' as map_name,
        rfm_code as code,
        rfm_segment
    from rfm_code_map

    union all

    select
        'rf_code_map' as map_name,
        rf_code as code,
        rfm_segment
    from rf_code_map

),

final as (

    select
        coalesce(expected.map_name, named.map_name) as map_name,
        coalesce(expected.code, named.code) as code,
        count(named.rfm_segment) as names
    from expected
    full outer join named
        on
            expected.map_name = named.map_name
            and expected.code = named.code
    group by
        coalesce(expected.map_name, named.map_name),
        coalesce(expected.code, named.code)
    having
        count(named.rfm_segment) <> 1
        or count(expected.code) <> 1

)

select * from final
