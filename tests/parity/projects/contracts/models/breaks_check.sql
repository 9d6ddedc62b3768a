select -1::integer as id
