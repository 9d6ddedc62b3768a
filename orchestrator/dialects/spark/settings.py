"""The settings of a Spark session that transpiled SQL is written for."""

SESSION = {
    # Division by zero, overflow and invalid casts are errors, as on DuckDB.
    "spark.sql.ansi.enabled": "true",
    # On DuckDB, a timestamp without time zone stays one.
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    # Timestamps are shown and computed in UTC.
    "spark.sql.session.timeZone": "UTC",
    # A product of decimals keeps all digits or is an error: it never loses precision silently.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    # A backslash in a text is a backslash.
    "spark.sql.parser.escapedStringLiterals": "false",
}
