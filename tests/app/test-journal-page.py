#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Journal page: test-journal-page.py POISE, inside build-aux/headless."""

import contextlib
import functools
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, GLib, make_app, read_text, wait_for, walk  # noqa: E402

TEXTS = {
    "2026-11-23": "Asked Amira about the café, and about the rota of the Café.",
    "2026-11-20": "Put the rota on the wall.",
    "2026-10-05": "Joel wrote the rota; the cafe was closed.",
}


def fill(app):
    """A journal of a few days, one file a month."""
    months = {}
    for number, (day, text) in enumerate(TEXTS.items()):
        moment = f"{day}T18:00:00+00:00"
        months.setdefault(day[:7], []).append({
            "id": f"018f3c1e-7b2a-7c44-9d0e-00000000000{number}", "day": day, "created": moment,
            "modified": moment, "text": text})
    (app.journal / "entries").mkdir(parents=True)
    for month, entries in months.items():
        (app.journal / "entries" / f"{month}.json").write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month, "entries": entries}))


def start(app):
    fill(app)
    app.start("--page=journal")
    wait_for("the list", lambda: shows(app, "Joel wrote"))


def shows(app, text):
    return any(text in label for label in app.labels())


def search(app, words):
    entry = wait_for("the search entry", lambda: next(
        (n for n in walk(app.root()) if n.get_name() == "Search the journal" and
         n.get_editable_text_iface() is not None), None))
    editable = entry.get_editable_text_iface()
    editable.delete_text(0, Atspi.Text.get_character_count(entry))
    editable.insert_text(0, words, len(words.encode()))


def press(app, name):
    for role in ("push button", "toggle button"):
        for node in reversed(app.find_all(role, name)):
            with contextlib.suppress(GLib.Error):
                if node.get_action_iface() is not None and node.get_action_iface().do_action(0):
                    return True
    return False


def press_keys(keys):
    """Without a window manager the keys go to the window under the pointer."""
    subprocess.run(["xdotool", "key", keys], check=True)


def choose(app, name):
    """Presses a button; of a menu button, what is in it."""
    wait_for(name, lambda: press(app, name))


def choose_item(app, label):
    item = wait_for(label, lambda: app.find_menu_item(label))
    assert item.get_action_iface().do_action(0)


def texts(app):
    return sorted(e["text"] for path in (app.journal / "entries").glob("*.json")
                  for e in json.loads(path.read_text())["entries"])


def caret(app):
    return Atspi.Text.get_caret_offset(app.editor())


def test_search_and_find(app):
    start(app)
    search(app, "cafe -\"on the wall\"")
    wait_for("the count", lambda: app.says("2 entries"))
    assert not shows(app, "Put the rota")
    search(app, "CAFÉ")
    wait_for("the count", lambda: app.says("2 entries"))
    # Text put in by AT-SPI does not bring the focus along.
    press_keys("ctrl+f")
    press_keys("Return")
    wait_for("the first match", lambda: app.says("1 of 2"))
    assert app.text() == TEXTS["2026-11-23"]
    assert caret(app) == app.text().index("café")
    press_keys("ctrl+g")
    wait_for("the second match", lambda: app.says("2 of 2"))
    assert caret(app) == app.text().index("Café")
    choose(app, "Next Match")
    wait_for("the next entry", lambda: app.text() == TEXTS["2026-10-05"])
    wait_for("its match", lambda: app.says("1 of 1"))
    choose(app, "Previous Match")
    wait_for("the way back", lambda: app.says("2 of 2"))
    assert texts(app) == sorted(TEXTS.values())
    app.quit()


def test_select_delete_undo(app):
    start(app)
    search(app, "rota -joel")
    wait_for("the count", lambda: app.says("2 entries"))
    choose(app, "Journal Menu")
    choose_item(app, "_Select Entries")
    choose(app, "Select All")
    wait_for("the selection", lambda: app.says("2 selected"))
    choose(app, "Delete the Selected Entries")
    wait_for("the message", lambda: "2 entries deleted" in app.labels())
    wait_for("the entries to go", lambda: texts(app) == [TEXTS["2026-10-05"]])
    choose(app, "Undo")
    wait_for("the entries to be back", lambda: texts(app) == sorted(TEXTS.values()))
    app.quit()


def save_as(app, path):
    """Answers the file chooser as a person would: the name, Save."""
    name = wait_for("the file's name", lambda: next(
        (n for n in app.find_all("text") if read_text(n).startswith("Journal.")), None))
    editable = name.get_editable_text_iface()
    editable.delete_text(0, Atspi.Text.get_character_count(name))
    editable.insert_text(0, str(path), len(str(path).encode()))
    wait_for("Save", lambda: press(app, "Save"))


def test_select_and_export(app):
    path = app.journal.parent / "selected.html"
    start(app)
    search(app, "rota -joel")
    wait_for("the count", lambda: app.says("2 entries"))
    choose(app, "Journal Menu")
    choose_item(app, "_Select Entries")
    choose(app, "Select All")
    wait_for("the selection", lambda: app.says("2 selected"))
    wait_for("the button", lambda: app.find("push button", "Export the Selected Entries"))
    press_keys("ctrl+e")
    wait_for("the dialog", lambda: app.window("Export 2 Entries"))
    assert not shows(app, "Last 52 Weeks"), "what is exported was chosen already"
    choose(app, "Export…")
    save_as(app, path)
    wait_for("the message", lambda: shows(app, "2 entries exported"))
    written = path.read_text()
    for text in TEXTS.values():
        assert (text in written) == ("Joel" not in text), written
    assert app.says("2 selected"), "the selection stays"
    assert texts(app) == sorted(TEXTS.values())
    app.quit()


def test_trash(app):
    trash = app.journal / "trash"
    start(app)
    choose(app, "Delete Entry")
    wait_for("the entry to go", lambda: len(texts(app)) == 2)
    choose(app, "Journal Menu")
    choose_item(app, "_Trash")
    wait_for("its end", lambda: shows(app, "kept until 23 December 2026"))
    choose(app, "Restore")
    wait_for("the entry to be back", lambda: len(texts(app)) == 3)
    wait_for("the empty trash", lambda: shows(app, "The Trash Is Empty"))
    choose(app, "Undo")
    wait_for("the restoring to be undone", lambda: len(texts(app)) == 2)
    wait_for("the trash", lambda: shows(app, "kept until 23 December 2026"))
    choose(app, "Empty…")
    wait_for("the question", lambda: shows(app, "1 entry will be gone for good"))
    assert len(list(trash.glob("*.json"))) == 1
    # The dialog has its buttons twice, for narrow windows too.
    assert app.press_all("Empty Trash")
    wait_for("the trash to be empty", lambda: not list(trash.glob("*.json")))
    app.quit()


def test_calendar(app):
    start(app)
    choose(app, "Go to a Day")
    wait_for("a written day", lambda: app.find("push button", "Friday, 20 November 2026, 1 entry"))
    choose(app, "Earlier Month")
    wait_for("October", lambda: app.find("push button", "Monday, 5 October 2026, 1 entry"))
    choose(app, "Tuesday, 6 October 2026")
    wait_for("that day's page", lambda: shows(app, "Tuesday, 6 October"))
    wait_for("a blank page", lambda: app.text() == "")
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
