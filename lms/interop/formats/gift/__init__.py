"""GIFT, Moodle's text format for questions: in and out."""

from lms.interop.formats.gift.reading import read as read
from lms.interop.formats.gift.writing import write as write
