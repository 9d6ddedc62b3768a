"""Nodes of a project without files."""

from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.nodes import Model, ModelConfig


def model(name: str, *depends_on: str, materialized: str = "table") -> Model:
    """A model of the project `shop`."""
    return Model(
        unique_id=f"model.shop.{name}",
        name=name,
        package="shop",
        path=f"models/{name}.sql",
        fqn=("shop", name),
        place=Place(f"models/{name}.sql"),
        depends_on=depends_on,
        relation=RelationName("main", name),
        config=ModelConfig(materialized),
        source_code="",
    )
