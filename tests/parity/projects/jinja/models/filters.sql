select
    {{ shown('5' | as_number) }} as n,
    {{ shown('true' | as_bool) }} as b,
    {{ shown([1, 2] | as_native) }} as native,
    {{ shown(3 | as_text) }} as t,
    {{ shown([3, 1, 2] | sort | join(',')) }} as joined,
    {{ shown('a b' | replace(' ', '_') | upper) }} as replaced,
    {{ shown([1, 2, 3] | map('string') | list) }} as mapped,
    {{ shown([{'a': 1}, {'a': 2}] | map(attribute='a') | sum) }} as summed
