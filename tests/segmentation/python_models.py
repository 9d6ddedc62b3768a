"""Functions of the segmentation project's Python models, imported from their files."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

MODELS = Path(__file__).parents[2] / "models"
FEATURES = MODELS / "features"


def python_model(name: str, folder: str = "features") -> ModuleType:
    """The module of a model, as seg runs it."""
    spec = spec_from_file_location(f"{name}_model", MODELS / folder / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
