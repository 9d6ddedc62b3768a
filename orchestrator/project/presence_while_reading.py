"""`has_model()` while files are read: the model that is asked about may be in one that was not."""

from collections.abc import Sequence
from functools import partial

from orchestrator.errors import ProjectError
from orchestrator.project.files import SourceFile
from orchestrator.project.read_nodes import read_model
from orchestrator.project.reading import ReadingContext, read_file


class PresenceWhileReading:
    """Reads the file of a model when it is first asked about, for whether it is on.

    What is wrong with such a file is told when it has its turn; until then the model is there.
    """

    def __init__(self) -> None:
        self.contexts: Sequence[ReadingContext] = ()
        self._known: dict[str, bool] = {}
        self._asking: list[str] = []
        self._is_loop = False

    def has_model(self, name: str) -> bool:
        """Whether one of the packages has a model of that name in a file, and it is on."""
        if name in self._asking:
            self._is_loop = True
            raise ProjectError.of(
                f"whether the model '{name}' is enabled depends on has_model('{name}')",
                fix="decide it by a variable",
            )
        if name not in self._known:
            self._asking.append(name)
            try:
                self._known[name] = any(
                    self._is_on(context, file)
                    for context in self.contexts
                    for file in context.package.models
                    if file.stem == name
                )
            finally:
                self._asking.pop()
                self._is_loop = self._is_loop and bool(self._asking)
        return self._known[name]

    def _is_on(self, context: ReadingContext, file: SourceFile) -> bool:
        found = read_file(context, file.path, partial(read_model, file))
        if self._is_loop:
            raise ProjectError(found.problems)
        return not found.drafts or any(draft.is_enabled for draft in found.drafts)
