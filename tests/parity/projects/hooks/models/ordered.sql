{{ config(
    materialized='table',
    pre_hook=["insert into {{ target.schema }}.log values ('inside')",
              before_begin("insert into {{ target.schema }}.log values ('outside')")],
    post_hook=[after_commit("insert into {{ this }} values (3)"),
               in_transaction("insert into {{ this }} select count(*) from {{ this }}")]) }}
{% call set_sql_header(config) %} create or replace temp macro one() as 1; {% endcall %}
select one() as id
