select
    {{ dbt.concat(["'a'", "'b'"]) }} as concat,
    {{ dbt.length("'abc'") }} as length,
    {{ dbt.position("'b'", "'abc'") }} as position,
    {{ dbt.replace("'abc'", "'b'", "'x'") }} as replaced,
    {{ dbt.right("'abc'", 2) }} as right_part,
    {{ dbt.split_part("'a|b|c'", "'|'", 2) }} as part,
    {{ dbt.split_part("'a|b|c'", "'|'", -1) }} as last_part,
    {{ dbt.hash("'abc'") }} as hash,
    {{ dbt.string_literal("it is") }} as literal,
    '{{ dbt.escape_single_quotes("it's") }}' as escaped
