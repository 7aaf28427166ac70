"""Small faults, made one at a time in the functions of a module: what bench/mutate_dates.py tries."""

from __future__ import annotations

import ast
import functools
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One change of one function: where, of which kind, and the function's code with it."""

    module: str
    function: str
    line: int
    kind: str
    before: str
    after: str
    code: CodeType


def faults(name: str) -> Iterator[Fault]:
    """Every fault of a module, in the order of its text."""
    module = importlib.import_module(f"timeline.dates.{name}")
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for function in functions(module):
        qualname = function.__code__.co_qualname
        number = 0
        while True:
            tree = ast.parse(source)
            maker = _Maker(number)
            maker.change(_definition(tree, qualname))
            if not maker.made:
                break
            kind, line, before, after = maker.made
            code = _code(compile(ast.fix_missing_locations(tree), source, "exec"), qualname)
            yield Fault(name, qualname, line, kind, before, after, code)
            number += 1


def functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods that a module defines, without their wrappers."""
    own = [value for value in vars(module).values() if _is_of(value, module)]
    for value in own:
        inside = vars(value).values() if isinstance(value, type) else [value]
        for item in inside:
            item = item.fget if isinstance(item, property) else item
            item = item.__wrapped__ if isinstance(item, functools._lru_cache_wrapper) else item
            if isinstance(item, FunctionType) and item.__code__.co_filename == module.__file__:
                yield item


def _is_of(value: Any, module: ModuleType) -> bool:
    return getattr(value, "__module__", None) == module.__name__ and callable(value)


def _definition(tree: ast.Module, qualname: str) -> ast.FunctionDef:
    body: list[ast.stmt] = tree.body
    for name in qualname.split("."):
        found = next(
            node
            for node in body
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name
        )
        body = found.body
    assert isinstance(found, ast.FunctionDef)  # noqa: S101 - qualname is a function's
    return found


def _code(code: CodeType, qualname: str) -> CodeType:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == qualname:
                return constant
            if qualname.startswith(f"{constant.co_qualname}."):
                return _code(constant, qualname)
    raise LookupError(qualname)


class _Maker:
    """Makes the fault of a given number in a function, counting the places as they come."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.made: tuple[str, int, str, str] | None = None

    def change(self, function: ast.FunctionDef) -> None:
        """Change the function in place; `made` stays None where it has fewer places."""
        documented = ast.get_docstring(function) is not None
        for statement in function.body[int(documented) :]:
            for node in ast.walk(statement):
                if self.made is None:
                    self._visit(node)

    def _visit(self, node: ast.AST) -> None:
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                for index, item in enumerate(value):
                    for kind, other in _others(node, field, item):
                        self._put(
                            kind, node, item, other, functools.partial(value.__setitem__, index)
                        )
            else:
                for kind, other in _others(node, field, value):
                    self._put(kind, node, value, other, functools.partial(setattr, node, field))

    def _put(self, kind: str, node: ast.AST, old: Any, new: Any, put: Any) -> None:
        if self.made is None and self._left == 0:
            before = ast.unparse(node)
            put(new)
            after = ast.unparse(ast.fix_missing_locations(node))
            self.made = kind, getattr(node, "lineno", 0), before, after
        self._left -= 1


def _others(parent: ast.AST, field: str, item: Any) -> Iterator[tuple[str, Any]]:
    """What may stand in place of one part of a function, each with the kind of fault that it is."""
    match item:
        case ast.Constant(value=bool(value)):
            yield "true or false", ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield "number", ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if not isinstance(
            parent, (ast.Expr, ast.FormattedValue)
        ):
            yield "words", ast.Constant(f"XX{value}XX")
        case ast.And():
            yield "and, or", ast.Or()
        case ast.Or():
            yield "and, or", ast.And()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", operand
        case ast.cmpop() if type(item) in _COMPARISONS:
            yield "comparison", _COMPARISONS[type(item)]()
        case ast.operator() if type(item) in _OPERATORS:
            yield "arithmetic", _OPERATORS[type(item)]()
    if isinstance(item, ast.expr) and not (isinstance(item, ast.Constant) and item.value is None):
        yield from _without(parent, field, item)


def _without(parent: ast.AST, field: str, item: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """An argument, an assignment or a result taken away, or a condition turned round."""
    if (isinstance(parent, ast.Call) and field == "args") or isinstance(parent, ast.keyword):
        yield "argument", ast.Constant(None)
    if isinstance(parent, (ast.Assign, ast.AnnAssign)) and field == "value":
        yield "assignment", ast.Constant(None)
    if isinstance(parent, ast.Return) and field == "value":
        yield "result", ast.Constant(None)
    if isinstance(parent, (ast.If, ast.IfExp)) and field == "test":
        yield "condition", ast.UnaryOp(ast.Not(), item)
