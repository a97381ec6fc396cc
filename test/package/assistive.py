"""Reads and operates a program through the system's accessibility interface, as a screen reader does.

One JSON object a line on standard input ({"do": ..., ...}), one on standard output. Commands: tree; press and focus by
role and name (the first that matches); type and key go to whatever has the keyboard.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

KEYS = {"Return": 0xFF0D, "Tab": 0xFF09, "Escape": 0xFF1B, "F8": 0xFFC5, "Down": 0xFF54}
STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "checked": Atspi.StateType.CHECKED,
    "showing": Atspi.StateType.SHOWING,
}


def nodes(node, depth=0):
    """Every object below, in the order of the document; what went away meanwhile is left out."""
    if node is None or depth > 100:
        return
    try:
        count = node.get_child_count()
        yield node
        for place in range(count):
            yield from nodes(node.get_child_at_index(place), depth + 1)
    except GLib.Error:
        return


def describe(node):
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        # Article numbers hold together by no-break spaces; a reader says them as spaces.
        "name": node.get_name().replace("\u00a0", " "),
        "states": [name for name, state in STATES.items() if states.contains(state)],
    }


def everything():
    # Otherwise an answer of a moment ago is given again.
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found = []
    for node in nodes(desktop):
        try:
            found.append((node, describe(node)))
        except GLib.Error:
            continue
    return found


def find(command):
    for node, seen in everything():
        if seen["role"] == command["role"] and seen["name"].startswith(command["name"]):
            return node
    return None


def perform(command):
    what = command["do"]
    if what == "tree":
        return [seen for _, seen in everything()]
    if what in ("press", "focus"):
        node = find(command)
        if node is None:
            return False
        return bool(node.do_action(0) if what == "press" else node.grab_focus())
    if what == "type":
        return bool(Atspi.generate_keyboard_event(0, command["text"], Atspi.KeySynthType.STRING))
    if what == "key":
        return bool(Atspi.generate_keyboard_event(KEYS[command["key"]], None, Atspi.KeySynthType.SYM))
    raise ValueError(what)


Atspi.init()
for line in sys.stdin:
    try:
        answer = {"value": perform(json.loads(line))}
    except GLib.Error as error:
        answer = {"error": error.message}
    print(json.dumps(answer), flush=True)
