select 1 as id {{ nothing_of_that_name }}
