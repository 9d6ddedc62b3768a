"""`has_model()` while files are read: the model may be in a file that is not read yet."""

from collections.abc import Sequence
from functools import partial

from orchestrator.errors import ProjectError
from orchestrator.project.files import SourceFile
from orchestrator.project.read.nodes import read_model
from orchestrator.project.read.reading import ReadingContext, read_file


class PresenceWhileReading:
    """Reads a model's file when it is first asked about, to find out whether it is enabled.

    Problems in the file are reported when it is read in its turn; a model with problems counts as
    present.
    """

    def __init__(self) -> None:
        self.contexts: Sequence[ReadingContext] = ()
        self._known: dict[str, bool] = {}
        self._being_read: list[str] = []
        self._is_loop = False

    def has_model(self, name: str) -> bool:
        """Return whether any package has an enabled model of that name in a file."""
        if name in self._being_read:
            self._is_loop = True
            raise ProjectError.of(
                f"whether the model '{name}' is enabled depends on has_model('{name}')",
                fix="decide it by a variable",
            )
        if name not in self._known:
            self._being_read.append(name)
            try:
                self._known[name] = any(
                    self._is_on(context, file)
                    for context in self.contexts
                    for file in context.package.models
                    if file.stem == name
                )
            finally:
                self._being_read.pop()
                self._is_loop = self._is_loop and bool(self._being_read)
        return self._known[name]

    def _is_on(self, context: ReadingContext, file: SourceFile) -> bool:
        found = read_file(context, file.path, partial(read_model, file))
        if self._is_loop:
            raise ProjectError(found.problems)
        return not found.drafts or any(draft.is_enabled for draft in found.drafts)
