"""`doc()`: text that descriptions take from `{% docs %}` blocks in Markdown files."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from orchestrator.config.values import is_template
from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.ids import unique_id_of
from orchestrator.names import did_you_mean
from orchestrator.nodes import DocsBlock
from orchestrator.project.files import find_files
from orchestrator.project.package_folder import PackageFolder
from orchestrator.templates.blocks import Block, blocks
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.static import parse


class Docs:
    """The docs blocks of all packages; files are read on first use.

    `renderer` renders templates in them, which see no names.
    """

    def __init__(self, packages: Sequence[PackageFolder], renderer: TemplateRenderer) -> None:
        self._packages = packages
        self._renderer = renderer

    def doc(self, package: str, *arguments: str) -> str:
        """Return the text of `doc('name')` or `doc('package', 'name')` in `package`.

        Raises ProjectError if there is no such block.
        """
        found = self.find(package, *arguments)
        if found is not None:
            return found.text
        name = arguments[-1]
        fix = did_you_mean(name, {known for _, known in self._by_name})
        raise ProjectError.of(f"doc('{name}') names no docs block", fix=fix)

    def find(self, package: str, *arguments: str) -> DocsBlock | None:
        """Return the block that `doc(...)` in `package` refers to, if it exists."""
        *qualifier, name = arguments
        order = qualifier or [package, *(found.name for found in self._packages)]
        found = (self._by_name.get((owner, name)) for owner in order)
        return next((block for block in found if block is not None), None)

    @cached_property
    def blocks(self) -> tuple[DocsBlock, ...]:
        """Return all blocks; raises ProjectError if a file cannot be read."""
        problems = Problems()
        found = tuple(self._read(problems))
        problems.raise_any()
        return found

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], DocsBlock]:
        return {(block.package, block.name): block for block in self.blocks}

    def _read(self, problems: Problems) -> Iterator[DocsBlock]:
        first: dict[str, Place] = {}
        for package in self._packages:
            file = package.file
            paths = file.docs_paths or dict.fromkeys(file.paths)
            for source in find_files(file.root, package.shown_root, paths, (".md",)):
                for block in blocks(source.read(problems), source.path):
                    if block.kind == "docs":
                        unique_id = unique_id_of("doc", package.name, block.name)
                        known = first.setdefault(unique_id, block.place)
                        if known is not block.place:
                            what = f"the docs block '{block.name}' is also defined in {known}"
                            problems.add(what, block.place, "rename one of them")
                            continue
                        yield DocsBlock(
                            unique_id,
                            block.name,
                            package.name,
                            source.path,
                            self._rendered(block, package.name),
                        )

    def _rendered(self, block: Block, package: str) -> str:
        if not is_template(block.body):
            return block.body.strip()
        template = parse(block.body, block.place.path, block.place.line or 1)
        return self._renderer.render(template, {}, package).text.strip()
