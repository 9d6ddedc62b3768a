{% if execute %}{{ exceptions.raise_compiler_error('no such day') }}{% endif %}
select 1 as id
