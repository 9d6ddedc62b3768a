{{ config(incremental_strategy='first_wins', unique_key='id', incremental_predicates=['old_rows.day > 0']) }}
{{ days() }}
