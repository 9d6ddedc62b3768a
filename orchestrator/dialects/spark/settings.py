"""The settings of a Spark session that transpiled SQL is written for."""

SESSION = {
    # A division by zero, a number that is too large and a bad cast are errors, as on DuckDB.
    "spark.sql.ansi.enabled": "true",
    # A time stamp without a zone is one on DuckDB.
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    # Moments are shown and counted in UTC.
    "spark.sql.session.timeZone": "UTC",
    # A product of decimals keeps all digits, or is an error: it never loses some quietly.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    # A backslash in a text is a backslash.
    "spark.sql.parser.escapedStringLiterals": "false",
}
