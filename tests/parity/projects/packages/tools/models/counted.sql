select n * {{ var('times') }} as n, {{ kind() }} as kind from ({{ tools.numbers(3) }})
