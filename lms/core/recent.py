"""What was made lately and may be needed again: a dict of limited size."""

from collections import OrderedDict
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(OrderedDict[Key, Value]):
    """Keeps the `at_most` entries that were set or recalled last. May be shared by threads.

    Another thread may drop an entry at any moment, which is no error; `suppress` would cost
    every request more than all else that is done here.
    """

    def __init__(self, at_most: int) -> None:
        super().__init__()
        self._at_most = at_most

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        if len(self) > self._at_most:
            try:  # noqa: SIM105
                self.popitem(last=False)
            except KeyError:
                pass

    def recall(self, key: Key) -> Value | None:
        """The value, now among the last used; None when it is not here (any more)."""
        value = self.get(key)
        if value is not None:
            try:  # noqa: SIM105
                self.move_to_end(key)
            except KeyError:
                pass
        return value
