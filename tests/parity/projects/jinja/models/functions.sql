{% set parsed = fromjson('{"a": [1, 2]}') %}
{% set read = fromyaml('a: [1, 2]') %}
select
    {{ shown(tojson({'b': 1, 'a': [1, none]})) }} as json,
    {{ shown(tojson({'b': 1, 'a': 2}, sort_keys=true)) }} as sorted_json,
    {{ shown(parsed['a']) }} as from_json,
    {{ shown(fromjson('nope', 'fallback')) }} as bad_json,
    {{ shown(toyaml({'a': [1, 2]})) }} as yaml,
    {{ shown(read.a) }} as from_yaml,
    {{ shown(set([1, 1]) | list) }} as unique_values,
    {{ shown(set(1, 'fallback')) }} as no_set,
    {{ shown(set_strict([1, 1]) | length) }} as strict_set,
    {{ shown(zip([1, 2], ['a', 'b']) | list) }} as zipped,
    {{ shown(zip_strict([1], ['a']) | list) }} as zipped_strictly,
    {{ shown(local_md5('abc')) }} as md5,
    {{ shown(diff_of_two_dicts({'a': ['x', 'y']}, {'a': ['x']})) }} as apart,
    {{ shown(modules.datetime.date(2025, 1, 31).isoformat()) }} as day,
    {{ shown((modules.datetime.datetime(2025, 1, 31) + modules.datetime.timedelta(days=1)).strftime('%d.%m.%Y')) }} as next_day,
    {{ shown(modules.re.sub('[0-9]+', '#', 'a1b22')) }} as digits,
    {{ shown(modules.re.match('a(.)', 'abc').group(1)) }} as matched,
    {{ shown(modules.itertools.chain([1], [2]) | list) }} as chained,
    {{ shown(modules.pytz.timezone('Europe/Berlin').zone) }} as zone,
    {{ shown(render('{{ 1 + 1 }}')) }} as rendered
