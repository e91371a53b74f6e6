"""What was made lately and may be needed again: a dict of limited size."""

from collections import OrderedDict
from contextlib import suppress
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(OrderedDict[Key, Value]):
    """Keeps the `at_most` entries that were set or recalled last. May be shared by threads."""

    def __init__(self, at_most: int) -> None:
        super().__init__()
        self._at_most = at_most

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        if len(self) > self._at_most:
            with suppress(KeyError):  # another thread may just have dropped it
                self.popitem(last=False)

    def recall(self, key: Key) -> Value | None:
        """The value, now among the last used; None when it is not here (any more)."""
        value = self.get(key)
        if value is not None:
            with suppress(KeyError):
                self.move_to_end(key)
        return value
