"""A dict of limited size forgets what was not used for longest."""

from lms.core.recent import Recent


def test_what_was_used_last_stays():
    kept = Recent[str, int](3)
    for n, name in enumerate("abc"):
        kept[name] = n
    assert kept.recall("a") == 0
    kept["d"] = 3
    assert list(kept) == ["c", "a", "d"] and kept.recall("b") is None
    kept["c"] = 9  # set again, it is still one entry
    assert len(kept) == 3 and kept["c"] == 9
