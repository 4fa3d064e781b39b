"""A mapping that stays as it was made, for types that call themselves read-only."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Frozen(dict[_K, _V]):
    """A dict to read from; changing it is a TypeError, `dict(it)` gives a copy to change."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("read-only: take a copy with dict(…)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[_K, _V]]]:
        """Pickled as what it holds."""
        return type(self), (dict(self),)

    def __copy__(self) -> Frozen[_K, _V]:
        """Itself: nothing can change it."""
        return self


def freeze(holder: Any) -> None:
    """Put the mappings in the fields of a frozen, slotted dataclass beyond change."""
    for name in holder.__slots__:
        given = getattr(holder, name, None)
        if isinstance(given, dict) and not isinstance(given, Frozen):
            object.__setattr__(holder, name, Frozen(given))
