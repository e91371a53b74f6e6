"""The blueprint of the trainer's app, and the cookie that says whose packet may be shown on this phone."""

from flask import Blueprint, Response, current_app, request, session

from lms.core.access import Role, me
from lms.core.requests import itself
from lms.field.rules.packet import phone_of

pages = Blueprint("field", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)
COOKIE = "phone_of"
MOST_CLASSES = 10


def whose_phone() -> str:
    """The mark of the person who is signed in, as their packet carries it."""
    return phone_of(current_app.config["SECRET_KEY"], me().person_id)


def classes_asked() -> list[int]:
    """The classes taken along that the phone names beside those its trainer teaches."""
    named = request.args.getlist("class")[:MOST_CLASSES]
    return [int(each) for each in named if each.isascii() and each.isdigit() and len(each) <= 18]


def claim(response: Response) -> Response:
    """From now on this phone shows the asker's packet and nobody else's. The app's script reads the cookie."""
    response.set_cookie(
        COOKIE,
        whose_phone(),
        max_age=60 * 60 * 24 * 30,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


@pages.after_app_request
def release(response: Response) -> Response:
    """Whoever signs in or out, or makes a tablet of it, takes the phone over: until the app asked anew, it shows
    nobody's packet.
    """
    asked = itself(request)
    if COOKIE not in asked.cookies or asked.method != "POST":
        return response
    at_the_door = asked.blueprint == "people" or asked.endpoint == "classes.start_kiosk"
    if at_the_door and session.modified:
        response.delete_cookie(COOKIE)
    return response
