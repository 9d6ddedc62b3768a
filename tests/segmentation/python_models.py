"""Functions of the segmentation project's Python models, imported from their files."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

FEATURES = Path(__file__).parents[2] / "models" / "features"


def python_model(name: str) -> ModuleType:
    """The module of a model, as seg runs it."""
    spec = spec_from_file_location(f"{name}_model", FEATURES / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
