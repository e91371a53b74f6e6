"""The studio's pages: drafts, what is in them, and what becomes of them."""

from lms.studio.views import beginning as beginning
from lms.studio.views import courses as courses
from lms.studio.views import deciding as deciding
from lms.studio.views import desk as desk
from lms.studio.views import draft as draft
from lms.studio.views import history as history
from lms.studio.views import lessons as lessons
from lms.studio.views import merging as merging
from lms.studio.views import modules as modules
from lms.studio.views import pictures as pictures
from lms.studio.views import questions as questions
from lms.studio.views import recordings as recordings
from lms.studio.views import settings as settings
from lms.studio.views import structure as structure
from lms.studio.views.blueprint import SECTIONS as SECTIONS
from lms.studio.views.blueprint import pages as pages
