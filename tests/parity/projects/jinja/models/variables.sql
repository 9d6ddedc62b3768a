select
    {{ shown(var('given')) }} as given,
    {{ shown(var('absent', 'fallback')) }} as absent,
    {{ shown(var('own')) }} as own,
    {{ shown(var('list', [])) }} as list_of,
    {{ shown(var('map', {})) }} as map_of,
    {{ shown(var.has_var('text')) }} as has_text,
    {{ shown(var('templated')) }} as templated,
    {{ shown(var('jinja')) }} as of_package,
    {{ shown(env_var('NOT_SET_ANYWHERE', 'unset')) }} as unset
