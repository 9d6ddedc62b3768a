"""Functions of the segmentation project's Python models, imported from their files."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

MODELS = Path(__file__).parents[2] / "models"


def model_file(name: str) -> Path:
    """The file of a model, by its name with the ending."""
    (found,) = MODELS.rglob(name)
    return found


def python_model(name: str) -> ModuleType:
    """The module of a model, as seg runs it."""
    spec = spec_from_file_location(f"{name}_model", model_file(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
