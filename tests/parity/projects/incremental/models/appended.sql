{{ rows_of(var('day')) }}
{% if is_incremental() %}
where id > (select max(id) from {{ this }})
{% endif %}
