"""Requests and responses: the only place that imports Starlette."""
