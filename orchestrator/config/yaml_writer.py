"""Writes values as YAML."""

from typing import Any

import yaml


def to_yaml(value: Any, *, sort_keys: bool = False) -> str:
    """Return plain values as YAML; raises ValueError if YAML cannot represent them."""
    try:
        text: str = yaml.safe_dump(value, sort_keys=sort_keys)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return text
