select
    1::{{ dbt.type_int() }} as i, 1::{{ dbt.type_bigint() }} as b, 1::{{ dbt.type_numeric() }} as n,
    1::{{ dbt.type_float() }} as f, 'a'::{{ dbt.type_string() }} as s,
    true::{{ dbt.type_boolean() }} as t,
    '2025-01-02 03:04:05'::{{ dbt.type_timestamp() }} as m,
    {{ dbt.safe_cast("'a'", dbt.type_int()) }} as safe,
    {{ dbt.cast("'1'", dbt.type_int()) }} as casted,
    {{ dbt.cast_bool_to_text("true") }} as bool_text
