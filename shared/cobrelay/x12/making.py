"""Makes frozen values quickly: a claim is read into some thirty of them.

The `__init__` of a frozen dataclass sets each field through `object.__setattr__`, which looks the
slot up by name. A maker holds the slots' own setters and takes half the time.
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
    parameters = inspect.signature(cls).parameters
    scope: dict[str, Any] = {"_new": object.__new__, "_cls": cls}
    scope |= {f"_set_{name}": getattr(cls, name).__set__ for name in parameters}
    lines = [f"def make({', '.join(_arguments(parameters, scope))}):", " made = _new(_cls)"]
    lines += [f" _set_{name}(made, {name})" for name in parameters]
    lines += [" return made"]
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
