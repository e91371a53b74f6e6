"""What becomes of the questions of a file in the bank of a module."""

from lms.interop.rules.plan import Line as Line
from lms.interop.rules.plan import Room as Room
from lms.interop.rules.plan import State as State
from lms.interop.rules.plan import plan as plan
from lms.interop.rules.tongues import in_language as in_language
from lms.interop.rules.tongues import merged as merged
