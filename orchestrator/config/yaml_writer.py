"""Values as YAML texts."""

from typing import Any

import yaml


def to_yaml(value: Any, *, sort_keys: bool = False) -> str:
    """The YAML of plain values; raises ValueError for what YAML has no word for."""
    try:
        text: str = yaml.safe_dump(value, sort_keys=sort_keys)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return text
