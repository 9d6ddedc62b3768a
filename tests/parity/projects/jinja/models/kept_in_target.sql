{{ keep('kept', [7] | random) }}
select {{ target.kept }} as n, '{{ target.get('other', 'none') }}' as other
