"""What units announce; higher features listen in the same transaction."""

from blinker import Signal

rearranged = Signal("Units hang under other units now, with all below them. No keywords.")
