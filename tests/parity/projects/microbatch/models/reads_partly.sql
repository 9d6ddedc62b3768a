select * from {{ ref('partly') }}
