"""Every word that the app's scripts say, handed to them with the page: without a network nobody can be asked."""

from flask_babel import gettext as _


def words() -> dict[str, str]:
    """By the name a script uses. {n}, {name} and the like are filled in there."""
    return {**_of_the_whole(), **_of_the_register(), **_of_cards(), **_of_newcomers_and_skills()}


def _of_the_whole() -> dict[str, str]:
    return {
        "title": _("Class without a network"),
        "all_sent": _("Everything on this phone has been sent."),
        "not_taken": _("Sent, but not taken: {n}. Read below why, and what can be done."),
        "unsent": _("Not sent yet: {n}. They are kept on this phone and sent when there is a network."),
        "sending": _("Sending. Not sent yet: {n}."),
        "signed_out": _("You are signed out. Nothing is lost. Not sent yet: {n}. Sign in to send them."),
        "busy": _("The server is busy. Not sent yet: {n}. The phone tries again by itself."),
        "sign_in": _("Sign in"),
        "send": _("Send now"),
        "take": _("Take along"),
        "take_again": _("Take along again"),
        "taking": _("One moment, the classes are being fetched."),
        "taken": _("Ready. You can leave: everything is on this phone."),
        "no_network": _("There is no network now. Try again where there is one."),
        "not_staff": _("This app is for people who teach a class."),
        "nothing": _(
            "Nothing is on this phone yet. Press “Take along” while there is a network, before you leave."
        ),
        "no_meetings": _("None of your classes meets today or in the next two days."),
        "holds": _(
            "On this phone until {until}: names, birth years and marks of {people} people in {meetings} meetings. After that it deletes them by itself. Signing out deletes them at once."
        ),
        "others": _(
            "This phone also keeps {n} notes of somebody else. They are sent when that person signs in here."
        ),
        "expired": _("What you took along was older than two days and is deleted. Take it along again."),
        "locked": _(
            "Somebody signed in or out on this phone. Connect once, so that the phone knows whose classes to show."
        ),
        "today": _("Today"),
        "meeting": _("Meeting {number}"),
        "back": _("My meetings"),
        "back_meeting": _("Register"),
        "to_read": _("Look at this"),
        "read": _("I have read it"),
        "again": _("Try again"),
        "notes": _("Notes: {n}"),
        "this_one": _("It is {name}, {born}, {village}"),
        "somebody_new": _("Somebody new"),
        "who_is": _("Do we know {name}, {born}, already?"),
        "install": _(
            "Tip: choose “Add to home screen” in the browser’s menu. Then the register opens like an app."
        ),
        "product": _("First page"),
    }


def _of_the_register() -> dict[str, str]:
    return {
        "present": _("Present"),
        "late": _("Late"),
        "absent": _("Absent"),
        "excused": _("Excused"),
        "no_mark": _("no mark"),
        "marked": _("Marked: {n} of {all}"),
        "undo": _("Undo"),
        "said": _("{name}: {mark}."),
        "closed": _("This register is closed."),
        "not_today": _("This meeting is on another day. Its register opens then."),
        "heads": _("How many people did you count?"),
        "keep": _("Keep"),
        "heads_kept": _("Counted: {n}."),
        "counting": _("Head count"),
        "nobody": _("Nobody is in this class yet. Add the first person."),
    }


def _of_cards() -> dict[str, str]:
    return {
        "scan": _("Scan cards"),
        "scanning": _("Hold a card in front of the camera."),
        "stop": _("Done"),
        "no_camera": _(
            "The camera cannot be used. Allow it in the browser, or tap the names in the register."
        ),
        "welcome": _("{name} is present"),
        "twice": _("{name} is marked already"),
        "unknown": _("This card is not one of this class. It may be new: mark the person by name."),
        "other_class": _("{name} learns in the class {class}"),
        "no_card": _("This code is not a learner card."),
        "loading": _("The reader of codes is being loaded."),
    }


def _of_newcomers_and_skills() -> dict[str, str]:
    return {
        "add": _("Add a person"),
        "name": _("Full name"),
        "born": _("Birth year"),
        "agreed": _("They said yes: we may keep their name and birth year."),
        "add_now": _("Add and mark present"),
        "wrong_name": _("Write the full name."),
        "wrong_year": _("Write the birth year with four digits, such as 1957."),
        "wrong_consent": _("Ask whether they agree, then tick the box."),
        "added": _("{name} is added and marked present."),
        "skills": _("Skills"),
        "skill": _("Skill"),
        "level_1": _("1: hands-on help"),
        "level_2": _("2: spoken help"),
        "level_3": _("3: unaided"),
        "shown": _("{name}: {skill}, level {level}."),
        "no_skills": _("This class has no skills to note."),
        "taken_back": _("Taken back."),
        "too_late": _("This was sent already. Correct it in the register when there is a network."),
    }
