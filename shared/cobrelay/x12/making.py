"""Makes frozen values quickly: a claim is read into some thirty of them.

The `__init__` of a frozen dataclass sets each field through `object.__setattr__`, four times as
slow as an assignment. A maker fills an unfrozen twin with the same slots, then gives it its class.
"""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def maker(view: Callable[P, T]) -> Callable[P, T]:
    """A function that makes what the frozen, slotted dataclass makes; no default factories."""
    cls = cast("type[Any]", view)
    assert all(field.default_factory is MISSING for field in fields(cls))
    own = {"__slots__": tuple(cls.__dict__["__slots__"]), "__setattr__": object.__setattr__}
    twin = type(f"_Making{cls.__name__}", cls.__bases__, own)
    scope: dict[str, Any] = {"_new": object.__new__, "_twin": twin, "_cls": cls}
    parameters = inspect.signature(cls).parameters
    lines = [f"def make({', '.join(_arguments(parameters, scope))}):", " made = _new(_twin)"]
    lines += [f" made.{name} = {name}" for name in parameters]
    lines += [" made.__class__ = _cls", " return made"]
    exec("\n".join(lines), scope)  # noqa: S102 - as dataclasses does, from field names alone
    return cast("Callable[P, T]", scope["make"])


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
