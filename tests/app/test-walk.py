#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One walk through every page and dialog: test-walk.py POISE, inside build-aux/headless.

What it comes by is tested elsewhere. This is what a quick run looks at, and where the sanitizers
look at the window."""

import functools
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, find_focused, is_showing, make_app, make_window_manager, wait_for,  # noqa: E402
                       walk)

DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])
TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."


def write_month(path, *texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": path.name[:7], "entries": [
        {"id": f"019a0000-0000-7000-8000-{i:012}", "day": "2026-11-20", "text": text,
         "created": "2026-11-20T10:00:00+00:00", "modified": "2026-11-20T10:00:00+00:00"}
        for i, text in enumerate(texts)]}))


def has_focus(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def find_sentence(app):
    """The first sentence of the newest entry, as it is on the disk."""
    written = [e for e in app.entries() if e["text"] == TEXT]
    return written[0]["tag"]["sentences"][0] if written and "tag" in written[0] else {}


def write(app):
    app.press("ctrl+n")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    app.type(TEXT)
    wait_for("the tag", lambda: {"Management", "Leadership", "Balanced"} & set(app.labels()))
    wait_for("the tag on the disk", lambda: find_sentence(app))
    app.press("ctrl+Home", "ctrl+shift+n")
    wait_for("the correction", lambda: find_sentence(app).get("by") == "person")
    app.press("ctrl+z")
    wait_for("its undo", lambda: find_sentence(app).get("by") == "tagger")
    app.press("ctrl+Return")
    wait_for("the reasons", lambda: any(
        n.get_name().startswith("What this sentence shows") for n in app.find_all("combo box")))
    app.press("Escape")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))


def check_names(app):
    """A mnemonic's mark is for the eye."""
    names = wait_for("the names", lambda: [n.get_name() for n in walk(app.root())])
    marked = [name for name in names if name.startswith("_")]
    assert not marked, marked


def look_through(app):
    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    app.press("ctrl+f", "a", "m", "i", "r", "a")
    wait_for("what was found", lambda: app.says("1 entry"))
    app.press("Escape")
    wait_for("all entries", lambda: len(app.find_all("push button", "Delete Entry")) >= 2)
    wait_for("the button", lambda: app.press_named("Delete Entry"))
    wait_for("the entry to go", lambda: TEXT not in [e["text"] for e in app.entries()])
    app.press("ctrl+z")
    wait_for("the entry to be back", lambda: TEXT in [e["text"] for e in app.entries()])


def weigh(app):
    app.go_to("Balance")
    wait_for("the week's bar", lambda: any(
        "23 November" in n.get_name() and "1 entry" in n.get_name() for n in walk(app.root())))
    for name, content in (("Table", "Week of 23 November 2026"), ("Charts", "Purpose")):
        wait_for(name, lambda: app.press_named(name))
        wait_for(content, lambda: any(content in n.get_name() and is_showing(n) for n in walk(app.root())))


DIALOGS = (
    ("Preferences", "Remind Me to Write", lambda app: app.act("preferences")),
    ("Keyboard Shortcuts", "Ctrl+N", lambda app: app.act("shortcuts")),
    ("About", "Poise", lambda app: app.act("about")),
    ("Import", "Day One", lambda app: app.act_on_window("import")),
    ("Export", "Format", lambda app: app.act_on_window("export")),
    ("Restore from Backup", "Restore: Before the changes",
     lambda app: app.choose_item("Main Menu", "_Restore from Backup…")),
)


def open_dialogs(app):
    for name, content, show in DIALOGS:
        show(app)
        wait_for(f"{content} in {name}", lambda: any(
            content in n.get_name() for n in walk(wait_for(name, lambda: app.find("dialog", name)))))
        wait_for(f"the focus in {name}", lambda: find_focused(app.find("dialog", name)))
        app.press("Escape")
        wait_for(f"{name} to close", lambda: not app.find("dialog", name))


def bring_in_and_out(app):
    march = app.journal / "entries" / "2026-03.json"
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the button", lambda: app.says("2 new entries") and app.press_all("Import"))
    wait_for("the import", march.exists)
    wait_for("the dialog to close", lambda: not app.find("dialog", "Import"))
    path = app.journal.parent / "out.md"
    app.act_on_window("export-file", "markdown", path)
    wait_for("the file", lambda: path.exists() and TEXT in path.read_text())


def test_every_page_and_dialog(app):
    write_month(app.journal / "entries" / "2026-11.json", "As it was later")
    write_month(app.journal / "backups" / "2026-11-21" / "2026-11.json", "As it was")
    with make_window_manager():
        app.start()
        write(app)
        look_through(app)
        weigh(app)
        check_names(app)
        open_dialogs(app)
        bring_in_and_out(app)
        app.quit()
        app.start()
        wait_for("the text of before", lambda: app.text() == TEXT)
        app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
