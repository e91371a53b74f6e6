"""What each file of a course lets one fill in; `catalogue.authoring.format` says what of it is right."""

from lms.studio.rules.shapes.courses import FACTS as FACTS
from lms.studio.rules.shapes.courses import course_parts as course_parts
from lms.studio.rules.shapes.courses import module_parts as module_parts
from lms.studio.rules.shapes.lessons import lesson_parts as lesson_parts
from lms.studio.rules.shapes.questions import KINDS as KINDS
from lms.studio.rules.shapes.questions import question_parts as question_parts
