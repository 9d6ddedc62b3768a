select 1 as id, 2 as "Odd Name", 'a' as a_column_with_quite_a_long_name_that_makes_the_test_long
