"""The question bank's pages: what is in it, taking in, sending out."""

from lms.interop.views import listing as listing
from lms.interop.views import sending as sending
from lms.interop.views import taking as taking
from lms.interop.views.blueprint import SECTIONS as SECTIONS
from lms.interop.views.blueprint import pages as pages
