#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reasons, and tagging again: test-retag.py POISE, inside build-aux/headless."""

import functools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import make_app, wait_for  # noqa: E402

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
    wait_for("the button", lambda: app.press_all("Tag Again"))
    wait_for("the new model", lambda: get_model(app) != "en-0")
    corrected = app.entries()[0]["tag"]["sentences"][1]
    assert (corrected["mode"], corrected["by"]) == ("none", "person")
    assert app.entries()[0]["modified"] == modified
    wait_for("the toast", lambda: app.press_all("Undo"))
    wait_for("the old model", lambda: get_model(app) == "en-0")
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
