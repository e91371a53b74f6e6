"""What people announce; higher features listen in the same transaction."""

from blinker import Signal

moved = Signal("A person lives in another unit now. Keywords: person_id, from_unit_id, to_unit_id, now.")
