---- template
{% set sql %}
select 1
union all
select 2
{% endset %}
{{ sql.strip().split('\n') | length }} lines
{% filter upper %}a
b{% endfilter %}
{% raw %}{{ not_rendered }}{% endraw %}
---- text

3 lines
A
B
{{ not_rendered }}
