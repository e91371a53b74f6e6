"""A branching story: every way through it leads on and comes to an end."""

from collections.abc import Mapping

from lms.catalogue.authoring.format import Texts
from lms.catalogue.authoring.questions.entries import ScenarioQuestion, SceneEntry
from lms.catalogue.authoring.questions.sheets import Body, Sheet


def check_scenario(sheet: Sheet, entry: ScenarioQuestion) -> None:
    numbers: dict[str, int] = {}
    for number, scene in enumerate(entry.scenes):
        if scene.id in numbers:
            sheet.complain(
                f"the id “{scene.id}” is taken by scene {numbers[scene.id] + 1}", "scenes", number, "id"
            )
        numbers.setdefault(scene.id, number)
        _check_scene(sheet, scene, number)
    if not entry.scenes[0].moves:
        sheet.complain("the story begins here, so this scene has moves", "scenes", 0)
    for good, name in ((True, "good"), (False, "bad")):
        if not any(scene.good is good for scene in entry.scenes):
            sheet.complain(f"a story has at least one {name} end (good: {str(good).lower()})", "scenes")
    ways = {
        number: [numbers[move.to] for move in scene.moves or [] if move.to in numbers]
        for number, scene in enumerate(entry.scenes)
    }
    if all(move.to in numbers for scene in entry.scenes for move in scene.moves or []):
        _check_ways(sheet, ways)
    for number, scene in enumerate(entry.scenes):
        for n, move in enumerate(scene.moves or []):
            if move.to not in numbers:
                sheet.complain(f"there is no scene “{move.to}”", "scenes", number, "moves", n, "to")


def _check_scene(sheet: Sheet, scene: SceneEntry, number: int) -> None:
    place = ("scenes", number)
    if scene.moves:
        for name in ("good", "because"):
            if getattr(scene, name) is not None:
                sheet.complain("only an end has this; this scene goes on with moves", *place, name)
        sheet.check_distinct(
            (((*place, "moves", n, "text"), move.text) for n, move in enumerate(scene.moves)), "move"
        )
        return
    if scene.good is None:
        sheet.complain("write moves, or say that the story ends here: good: true or good: false", *place)
    if scene.because is None:
        sheet.complain("an end says why it is good or bad", *place, "because")


def _check_ways(sheet: Sheet, ways: Mapping[int, list[int]]) -> None:
    """Note scenes that nobody gets to, and those that nobody gets out of."""
    back = {number: [other for other in ways if number in ways[other]] for number in ways}
    ends = [number for number in ways if not ways[number]]
    for number in sorted(ways.keys() - _reached(ways, [0])):
        sheet.complain("no move leads to this scene", "scenes", number)
    for number in sorted(ways.keys() - _reached(back, ends)):
        sheet.complain("from here the story never ends: it goes round in a circle", "scenes", number)


def _reached(ways: Mapping[int, list[int]], start: list[int]) -> set[int]:
    found = set(start)
    waiting = list(start)
    while waiting:
        new = set(ways[waiting.pop()]) - found
        found |= new
        waiting.extend(new)
    return found


def scenario_said(entry: ScenarioQuestion) -> list[Texts]:
    """A scene may quote what a thief writes; the reasons are ours."""
    return [scene.because for scene in entry.scenes if scene.because]


def scenario_body(sheet: Sheet, entry: ScenarioQuestion) -> Body:
    numbers = {scene.id: number for number, scene in reversed(list(enumerate(entry.scenes)))}
    return {
        "scenes": [
            {
                "text": sheet.drawn(scene.text),
                "moves": [
                    {"text": sheet.drawn(move.text), "to": numbers.get(move.to, 0)}
                    for move in scene.moves or []
                ],
                "good": scene.good,
                "because": sheet.drawn_or_none(scene.because),
            }
            for scene in entry.scenes
        ]
    }
