"""A story told scene by scene; what lies behind the next move is not sent before it is made."""

from flask import request
from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Scenario
from lms.quizzes import rules
from lms.quizzes.forms import story as form
from lms.quizzes.rules.stories import scenes_on
from lms.quizzes.views.sheets.face import Face, Words, unknown_ticked
from lms.ui.languages import language


def asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    """The scene reached, the move that led there and a way back to the scene before."""
    spoken, body = language(), _body(asked)
    moves, places = form.shown(kept, asked)
    on_the_way = scenes_on(body, moves)
    scene, order = body.scenes[on_the_way[-1]], asked.order[on_the_way[-1]]
    words: Words = {
        "scene": scene.text.in_(spoken),
        "moves": "-".join(map(str, places)),
        "checked_unknown": unknown_ticked(kept),
    }
    for place, number in enumerate(order):
        words[f"choice_{place}"] = scene.moves[number].text.in_(spoken)
        words[f"checked_{place}"] = ""
    if moves:
        words["last_move"] = body.scenes[on_the_way[-2]].moves[moves[-1]].text.in_(spoken)
        before = "-".join(map(str, places[:-1]))
        words["scene_before"] = f"{request.path}?moves={before}" if before else request.path
    return Face("scenario", (len(order), bool(moves)), words)


def explained(asked: rules.Asked, response: rules.Response) -> Face:
    """The way taken, how it ended and why; where that is no good end, a way that leads to one."""
    body, words = _body(asked), Words()
    walked = _tell(body, list(response), "walked", words) if response else None
    good = walked[-1][0] if walked else False
    better = None if good else _tell(body, rules.good_way(body), "better", words)
    return Face("scenario", (walked, better), words)


def _tell(body: Scenario, moves: list[int], way: str, words: Words) -> tuple[tuple[bool, bool], ...]:
    """Puts each scene on the way into `words`; tells of each whether it is a good end, and whether it says why."""
    spoken = language()
    scenes = [body.scenes[number] for number in scenes_on(body, moves)]
    for step, scene in enumerate(scenes):
        words[f"{way}_scene_{step}"] = scene.text.in_(spoken)
        if step < len(moves):
            words[f"{way}_move_{step}"] = scene.moves[moves[step]].text.in_(spoken)
        if scene.because:
            words[f"{way}_because_{step}"] = scene.because.in_(spoken)
    return tuple((bool(scene.good), scene.because is not None) for scene in scenes)


def _body(asked: rules.Asked) -> Scenario:
    assert isinstance(asked.question.body, Scenario)  # noqa: S101  the kind says so
    return asked.question.body
