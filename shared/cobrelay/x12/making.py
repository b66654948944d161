"""Makes frozen values quickly: a claim is read into some thirty of them.

The `__init__` of a frozen dataclass sets each field through `object.__setattr__`, five times as
slow as an assignment. A maker fills an unfrozen twin with the same slots, then gives it its class.
For `Remark` this is generated:

    def make(qualifier, code, *, source=_default_source, at=_default_at):
     made = _new(_twin)
     made.qualifier = qualifier
     made.code = code
     made.source = source
     made.at = at
     made.__class__ = _cls
     return made
"""

import inspect
from collections.abc import Callable, Collection
from dataclasses import MISSING, fields
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def maker(view: Callable[P, T]) -> Callable[P, T]:
    """A function that makes what the frozen, slotted dataclass makes; no default factories."""
    return cast("Callable[P, T]", _made(view, frozenset()))


def maker_but_for(later: Collection[str], view: Callable[..., T]) -> Callable[..., T]:
    """The same but for fields that the view fills in itself when one is first asked for."""
    return cast("Callable[..., T]", _made(view, later))


def _made(view: Any, later: Collection[str]) -> Any:
    cls = cast("type[Any]", view)
    assert all(field.default_factory is MISSING for field in fields(cls))
    known = inspect.signature(cls).parameters
    parameters = {name: parameter for name, parameter in known.items() if name not in later}
    scope: dict[str, Any] = {"_new": object.__new__, "_twin": _twin(cls), "_cls": cls}
    lines = [f"def make({', '.join(_arguments(parameters, scope))}):", " made = _new(_twin)"]
    lines += [f" made.{name} = {name}" for name in parameters]
    lines += [" made.__class__ = _cls", " return made"]
    exec("\n".join(lines), scope)  # noqa: S102 - as dataclasses does, from field names alone
    return scope["make"]


def _twin(cls: type[Any]) -> type[Any]:
    """A class with the same slots whose attributes can be assigned as those of any object."""
    plain = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    own = {"__slots__": cls.__dict__["__slots__"], **plain}
    return type(f"_Making{cls.__name__}", cls.__bases__, own)


def _arguments(parameters: Any, scope: dict[str, Any]) -> list[str]:
    arguments: list[str] = []
    for name, parameter in parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in arguments:
            arguments.append("*")
        if parameter.default is parameter.empty:
            arguments.append(name)
        else:
            scope[f"_default_{name}"] = parameter.default
            arguments.append(f"{name}=_default_{name}")
    return arguments
