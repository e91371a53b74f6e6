"""YAML without its surprises.

YAML reads `no` as false, `012` as ten, `1:30` as ninety and cuts a text at ` #`. An
author cannot know that, so every text stands in quotation marks here, and what
does not is a whole number, true or false, or a mistake that is named.
"""

import re
from typing import Any

import yaml

from lms.catalogue.authoring.sources import Place, Source

_OURS = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_OURS + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_DEEPEST = 12
# libyaml is ten times as quick; a wheel without it still reads the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(source: Source, text: str, offset: int = 0) -> bool:
    """Fill the source's value and lines; False, with the reasons noted, when it cannot be read."""
    reader = _Reader(source, offset)
    try:
        if _is_deep(text):
            source.complain("the parts of this file stand inside each other too deeply", line=1)
            return False
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 + offset if mark else 1
        source.complain(f"this cannot be read as YAML: {error.problem}", line=line)
        return False
    except (yaml.YAMLError, RecursionError) as error:
        source.complain(f"this cannot be read as YAML: {str(error).splitlines()[0]}", line=1)
        return False
    if node is None:
        source.complain("this file is empty", line=1)
        return False
    source.value = reader.value(node, ())
    source.lines = reader.lines
    return not reader.failed


def _is_deep(text: str) -> bool:
    """Whether composing this would go deeper than any course does: libyaml's composer calls itself and,
    unlike Python, dies of it. Its events come one by one."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > 2 * _DEEPEST:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


class _Reader:
    """Builds plain values from nodes and remembers each one's line."""

    def __init__(self, source: Source, offset: int) -> None:
        self.source, self.offset = source, offset
        self.lines: dict[Place, int] = {}
        self.failed = False
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1 + self.offset
        if id(node) in self.seen or len(place) > _DEEPEST:
            return self._refuse(place, "write this out in full instead of referring to it with *")
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            return self._refuse(place, f"take the tag away: {node.tag.replace(_OURS, '!!')}")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*place, i)) for i, each in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101  YAML has three kinds of node
        return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.lines[(*place, name)] = key.start_mark.line + 1 + self.offset
                self._refuse((*place, name), "this field stands here twice")
                continue
            found[name] = self.value(value, (*place, name))
            self.lines[(*place, name)] = key.start_mark.line + 1 + self.offset
        return found

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Any:
        written = str(node.value)
        if node.style:
            return written
        if written in {"true", "false"}:
            return written == "true"
        if _NUMBER.fullmatch(written):
            return int(written)
        if not written:
            return self._refuse(place, "nothing is written here")
        return self._refuse(place, f'put this in quotation marks: "{written}"')

    def _refuse(self, place: Place, message: str) -> None:
        self.failed = True
        self.source.complain(message, place, self.lines.get(place))
