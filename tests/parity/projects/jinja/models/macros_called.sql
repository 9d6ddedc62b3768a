select
    {{ shown(two('a')) }} as two,
    {{ shown(two(b='x', a='y')) }} as by_name,
    {{ shown(list_of()[1]) }} as listed,
    {{ shown(kind()) }} as kind,
    {{ shown(jinja.two('p')) }} as of_package,
    {{ shown(rest(1, 2, a=3)) }} as rest,
    {{ shown(calls_missing(1)) }} as missing,
    {% call with_caller() %}'inside'{% endcall %} as called
