"""QTI: items of version 2.1, 2.2 and 3.0 in, alone or in a content package; 3.0 out."""

from lms.interop.formats.qti.package import read as read
from lms.interop.formats.qti.writing import write as write
