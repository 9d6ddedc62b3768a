{{ config(materialized='table', pre_hook="insert into {{ target.schema }}.log values ('before')",
          post_hook=["insert into {{ this }} values (2)", {"sql": "insert into {{ this }} values (3)"}]) }}
select 1 as id
