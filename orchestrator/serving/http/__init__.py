"""Requests and responses: the only place that knows Starlette."""
