"""SQL of the project's dialect as Apache Spark runs it: transpiled, corrected, or refused."""
