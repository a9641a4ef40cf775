"""The house rules, read off the source with `ast`: which way imports run, and what no module does."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "publishing", "editorial")
"""From the outside inwards: a room may import itself and those after it."""

LIMITED_LINES = 300


@dataclass(frozen=True)
class Module:
    name: str
    path: Path

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    def imports(self, within: ast.AST | None = None) -> Iterator[str]:
        """First-party modules imported anywhere in the module, or in a part of it."""
        for node in ast.walk(within or self.tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                names = [f"{base}.{a.name}" if f"{base}.{a.name}" in MODULES else base for a in node.names]
            else:
                continue
            yield from (name for name in names if name.partition(".")[0] in ROOMS)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".")
        if self.path.name != "__init__.py":
            package = package[:-1]
        package = package[: len(package) - node.level + 1]
        return ".".join([*package, *([node.module] if node.module else [])])


def _modules() -> dict[str, Module]:
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = Module(name, path)
    return found


MODULES = _modules()
EVERY = [module for module in MODULES.values() if "migrations" not in module.path.parts]
by_name = pytest.mark.parametrize("module", EVERY, ids=lambda module: module.name)


def test_there_is_a_house_to_look_at():
    assert {module.room for module in EVERY} == set(ROOMS)
    assert len(EVERY) > 40


@by_name
def test_imports_run_inwards_only(module):
    allowed = ROOMS[ROOMS.index(module.room) :]
    upward = [name for name in module.imports() if name.partition(".")[0] not in allowed]
    assert not upward


@by_name
def test_no_first_party_import_inside_a_function(module):
    functions = (n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    inside = [name for function in functions for name in module.imports(function)]
    assert not inside


@by_name
def test_every_module_says_what_lives_in_it(module):
    assert not module.source.strip() or ast.get_docstring(module.tree)


@by_name
def test_no_module_outgrows_its_reader(module):
    assert module.source.count("\n") <= LIMITED_LINES


@by_name
def test_no_signals_and_no_work_in_save(module):
    assert "django.db.models.signals" not in module.source
    assert "django.dispatch" not in module.source
    methods = (n.name for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef))
    assert "save" not in methods


INNER_ROOMS = {
    "editorial.intake": ("editorial.admin", "editorial.models", "editorial.actions", "editorial.workflow"),
    "editorial.workflow": ("editorial.models", "editorial.actions", "editorial.admin"),
    "editorial.models": ("editorial.actions", "editorial.admin", "editorial.intake"),
    "editorial.document": ("editorial.",),
    "publishing.formats": ("publishing.models", "publishing.site.baking", "publishing.actions", "django.db"),
    "publishing.site.pages": ("publishing.models", "publishing.site.baking", "publishing.actions"),
}
"""What each part must not know."""


@pytest.mark.parametrize(("part", "strangers"), INNER_ROOMS.items(), ids=INNER_ROOMS)
def test_inner_rooms_do_not_know_the_outer_ones(part, strangers):
    members = [m for m in EVERY if m.name == part or m.name.startswith(f"{part}.")]
    assert members
    known = {f"{m.name} → {name}" for m in members for name in m.imports() if name.startswith(strangers)}
    assert not known


def test_no_import_cycles():
    graph = {module.name: set(module.imports()) & MODULES.keys() for module in EVERY}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in done:
            for imported in sorted(graph.get(name, ())):
                visit(imported, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())
