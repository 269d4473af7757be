#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through the program: test-app.py POISE, inside build-aux/headless."""

import functools
import json
import pathlib
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, find_focusable, is_showing, make_app, read_text, resize, wait_for,  # noqa: E402
                       walk)

TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."


def test_write_tag_chart_and_restart(app):
    app.start()
    app.type(TEXT)
    # Which mode it is, is the model's business; the tagger's own tests look at that.
    wait_for("the tag", lambda: {"Management", "Leadership", "Balanced"} & set(app.labels()))
    wait_for("the words", lambda: "15 words" in app.labels())
    app.wait_until_saved()
    assert [e["text"] for e in app.entries()] == [TEXT]

    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    wait_for("the week", lambda: any("Week of 23 Nov" in n for n in app.labels()))
    app.go_to("Balance")
    wait_for("the sentence", lambda: any("you wrote 1 entry" in n for n in app.labels()))
    wait_for("the week's bar", lambda: any(
        "23 November" in n.get_name() and "1 entry" in n.get_name() for n in walk(app.root())))
    app.quit()

    app.start()
    wait_for("the text of before", lambda: app.text() == TEXT)
    app.quit()


def test_typing_survives_a_kill_after_a_second(app):
    app.start()
    app.type(TEXT)
    typed = time.monotonic()
    # And what a busy machine may take to write.
    wait_for("a second to pass", lambda: time.monotonic() - typed > 3)
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()
    assert [e["text"] for e in app.entries()] == [TEXT]


def test_delete_and_undo(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    wait_for("the button", lambda: app.press_all("Delete Entry"))
    wait_for("the entry to go", lambda: app.entries() == [])
    app.press("ctrl+z")
    wait_for("the entry to be back", lambda: [e["text"] for e in app.entries()] == [TEXT])
    app.quit()


def test_damaged_month_is_said_and_kept(app):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    path.write_text("{ not json")
    app.start()
    wait_for("the message", lambda: any("2026-11.json" in n for n in app.labels()))
    app.type(TEXT)
    app.wait_until_saved()
    assert path.read_text() == "{ not json"
    app.quit()
    app.start()
    wait_for("the text of before", lambda: app.text() == TEXT)
    app.quit()


def test_no_folder_and_recovery(app):
    app.journal.write_text("a file where the folder should be")
    app.start()
    app.type(TEXT)
    wait_for("the message", lambda: any(str(app.journal) in n and "still in this window" in n
                                        for n in app.labels()))
    assert app.text() == TEXT
    app.journal.unlink()
    app.wait_until_saved()
    assert [e["text"] for e in app.entries()] == [TEXT]
    app.quit()


def test_change_from_outside_is_shown(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    path = app.journal / "entries" / "2026-11.json"
    content = json.loads(path.read_text())
    content["entries"][0]["text"] = "Changed by a sync."
    content["entries"][0]["modified"] = "2026-11-23T19:00:00+00:00"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(content))
    fresh.rename(path)
    wait_for("the new text", lambda: app.text() == "Changed by a sync.")
    app.quit()


def test_pasted_megabyte(app):
    app.start()
    text = "Wrote the rota for the week. " * 36000
    app.type(text)
    app.wait_until_saved()
    assert [len(e["text"]) for e in app.entries()] == [len(text)]
    app.quit()


def test_every_focusable_has_a_name(app):
    app.start("--sample")
    for page in ("Write", "Journal", "Balance"):
        app.go_to(page)
        wait_for("the page", lambda: len(find_focusable(app.root())) > 8)
        app.wait_for_names()
    app.quit()


def test_sample_leaves_the_disk_alone(app):
    app.start("--sample", "--page=journal")
    wait_for("the sample", lambda: any("Amira" in n for n in app.labels()))
    app.quit()
    assert not app.journal.exists()


def test_the_keyboard_stays_as_the_layout_changes(app):
    app.start()
    app.press("Shift_L")

    def has_bottom_bar():
        return any(n.get_extents(Atspi.CoordType.WINDOW).y > 500 and is_showing(n)
                   for n in app.find_all("page tab"))

    def check(name, *keys):
        """What is typed after each change goes to what bears a name, behind what was typed before."""
        for width, height in ((360, 720), (900, 700), (360, 720), (900, 700)):
            resize(width, height)
            wait_for(f"the layout of {width} pixels", lambda: has_bottom_bar() == (width < 400))
            wait_for(f"the focus on “{name}”", lambda: f"“{name}”" in app.focused().partition(" in ")[0])
            app.press(*keys)

    check("Your Reflection", "a")
    wait_for("the letters", lambda: app.text() == "aaaa")
    app.wait_until_saved()
    app.press("ctrl+f")
    wait_for("the search", lambda: "“Search the journal”" in app.focused())
    check("Search the journal", "b")
    wait_for("the words", lambda: any(
        read_text(n) == "bbbb" for n in walk(app.root()) if n.get_name() == "Search the journal"))
    app.quit()


def test_a_field_that_gets_the_keyboard_back_goes_on(app):
    app.start()
    app.press("Shift_L")
    resize(900, 700)

    def field():
        return next((n for n in walk(app.root()) if n.get_name() == "Search Shortcuts" and is_showing(n)), None)

    def type_on(key, text):
        app.press(key)
        wait_for(f"“{text}”", lambda: read_text(field()) == text)

    app.act("shortcuts")
    app.wait_for_dialog("Keyboard Shortcuts")
    type_on("p", "p")
    type_on("a", "pa")
    # It becomes a sheet, and is one no more.
    left = field().get_extents(Atspi.CoordType.WINDOW).x
    resize(360, 720)
    wait_for("the sheet", lambda: field() and field().get_extents(Atspi.CoordType.WINDOW).x < left)
    app.press("Left")
    type_on("g", "pga")
    resize(900, 700)
    wait_for("the dialog", lambda: field() and field().get_extents(Atspi.CoordType.WINDOW).x == left)
    type_on("e", "pgea")
    app.press("Escape", "Escape")
    wait_for("its end", lambda: not app.window("Keyboard Shortcuts"))

    app.press("ctrl+f")
    wait_for("the search", lambda: "“Search the journal”" in app.focused())
    app.press("a", "b", "Left", "ctrl+comma")
    app.wait_for_dialog("Preferences")
    app.press("Escape")
    wait_for("the search again", lambda: "“Search the journal”" in app.focused())
    app.press("c")
    wait_for("the words", lambda: any(
        read_text(n) == "acb" for n in walk(app.root()) if n.get_name() == "Search the journal"))
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
