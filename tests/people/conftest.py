from tests.engines.conftest import connection, engine, warehouse

__all__ = ["connection", "engine", "warehouse"]
