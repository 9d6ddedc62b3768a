"""Transpiles SQL of the project's dialect to Apache Spark, corrects it, or refuses it."""
