#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reasons, and tagging again: test-retag.py POISE, inside build-aux/headless."""

import functools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, make_app, make_text_large, make_window_manager, resize,  # noqa: E402
                       wait_for)

TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."


def write_old_entry(app):
    """An entry that another model tagged, with a sentence that the person corrected."""
    app.start()
    app.type(TEXT)
    wait_for("the tag", lambda: app.entries() and "tag" in app.entries()[0])
    app.wait_until_saved()
    app.quit()
    path = app.journal / "entries" / "2026-11.json"
    content = json.loads(path.read_text())
    tag = content["entries"][0]["tag"]
    tag["model"] = "en-0"
    tag["sentences"][1].update(mode="none", by="person", confidence=1.0)
    tag["sentences"][1].pop("facet", None)
    path.write_text(json.dumps(content))


def get_model(app):
    return app.entries()[0]["tag"]["model"]


def test_tag_again_and_undo(app):
    write_old_entry(app)
    modified = app.entries()[0]["modified"]
    app.start()
    wait_for("the offer", lambda: any("older version" in n for n in app.labels()))
    wait_for("the button", lambda: app.press_all("Read Again"))
    wait_for("the new model", lambda: get_model(app) != "en-0")
    corrected = app.entries()[0]["tag"]["sentences"][1]
    assert (corrected["mode"], corrected["by"]) == ("none", "person")
    assert app.entries()[0]["modified"] == modified
    # What the toast's button does; it passes by.
    app.act_on_window("undo-retag")
    wait_for("the old model", lambda: get_model(app) == "en-0")
    app.quit()


def get_extents(app, role, words):
    node = app.find(role, words)
    return node.get_extents(Atspi.CoordType.WINDOW) if node else None


def is_below(app):
    """Whether the buttons are below the words, and not beside them."""
    words, button = get_extents(app, "label", "older version"), get_extents(app, "push button", "Read Again")
    return words and button and button.height > 0 and button.y >= words.y + words.height


def test_buttons_go_below_the_words(app):
    write_old_entry(app)
    with make_window_manager():
        app.start()
        wait_for("the buttons beside the words", lambda: is_below(app) is False)
        resize(360, 640)
        wait_for("the buttons below the words", lambda: is_below(app))
        app.quit()


def is_inside(extents):
    return extents is not None and extents.width > 0 and extents.x >= 0 and extents.x + extents.width <= 360


def are_stacked(app):
    read, not_now = (get_extents(app, "push button", name) for name in ("Read Again", "Not Now"))
    return is_inside(read) and is_inside(not_now) and not_now.y >= read.y + read.height


def test_large_buttons_go_below_each_other(app):
    """In English they are as wide at 215 % as they are at 200 % in Arabic."""
    write_old_entry(app)
    with make_window_manager(), make_text_large(206):
        app.start()
        resize(360, 720)
        wait_for("a narrow window", lambda: (place := get_extents(app, "frame", "Poise")) and place.width == 360)
        wait_for("both in the window, below each other", lambda: are_stacked(app))
        app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
