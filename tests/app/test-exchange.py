#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import and export in the window: test-exchange.py POISE"""

import functools
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import make_app, wait_for  # noqa: E402

DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])


def activate(action, *words):
    """One of the window's actions, as the session's bus offers it."""
    argument = f"[<({', '.join(repr(str(word)) for word in words)})>]" if words else "[]"
    subprocess.run(
        ["gdbus", "call", "--session", "--dest", "io.github.poise_journal.Poise",
         "--object-path", "/io/github/poise_journal/Poise/window/1",
         "--method", "org.gtk.Actions.Activate", action, argument, "{}"],
        check=True, stdout=subprocess.DEVNULL)


def says(app, words):
    return lambda: any(words in label for label in app.labels())


def count(app):
    return sum(len(path.read_text().split('"created"')) - 1
               for path in (app.journal / "entries").glob("*.json"))


def test_import_preview_and_undo(app):
    app.start()
    app.type("Written before the import.")
    app.wait_until_saved()
    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    assert count(app) == 1, "nothing is written before it is confirmed"
    wait_for("what is left out", says(app, "entries without words"))
    wait_for("the button", lambda: app.press_all("Import 2 Entries"))
    wait_for("the toast", says(app, "2 entries imported"))
    assert count(app) == 3
    text = (app.journal / "entries" / "2026-03.json").read_text()
    assert '"by": "tagger"' in text and "dayone" in text

    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("no duplicates", says(app, "Nothing new"))
    app.press("Escape")
    wait_for("the dialog to close", lambda: not says(app, "Nothing new")())


def test_undo_and_redo(app):
    """The whole import goes and comes back by the keys."""
    november = app.journal / "entries" / "2026-11.json"
    march = app.journal / "entries" / "2026-03.json"

    app.start()
    app.type("Written before the import.")
    app.wait_until_saved()
    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the button", lambda: app.press_all("Import 2 Entries"))
    wait_for("the toast", says(app, "2 entries imported"))
    before, imported = november.read_bytes(), march.read_bytes()
    app.go_to("Journal")
    wait_for("the entries", lambda: len(app.find_all("push button", "Delete Entry")) >= 3)

    app.press("ctrl+z")
    wait_for("the undo", says(app, "The import was undone"))
    assert count(app) == 1 and november.read_bytes() == before
    assert not list((app.journal / "trash").glob("*.json")), "it never was there"
    app.press("ctrl+shift+z")
    wait_for("the import to be back", lambda: march.exists() and march.read_bytes() == imported)
    assert count(app) == 3
    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("no duplicates", says(app, "Nothing new"))
    assert not list((app.journal / "trash").glob("*.json")), "an undo leaves nothing in the trash"


def test_import_says_what_is_damaged(app):
    app.start()
    activate("import-file", "dayone", DATA / "dayone" / "damaged.json")
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the line", says(app, "damaged.json, line 2"))
    activate("import-file", "text", "/nowhere/at/all.txt")
    wait_for("the failure", says(app, "Nothing Was Imported"))


def test_import_a_database(app):
    app.start()
    activate("import-file", "almanah", DATA / "almanah" / "diary.db.encrypted")
    wait_for("the way out", says(app, "this diary is encrypted"))
    activate("import-file", "almanah", DATA / "almanah" / "oldest.db")
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the button", lambda: app.press_all("Import 1 Entry"))
    wait_for("the toast", says(app, "1 entry imported"))
    assert count(app) == 1


def test_export(app):
    app.start()
    app.type("To be exported.")
    app.wait_until_saved()
    path = app.journal.parent / "out.md"
    activate("export-file", "markdown", path)
    wait_for("the toast", says(app, "1 entry exported"))
    assert "To be exported." in path.read_text()
    activate("export")
    wait_for("the dialog", says(app, "What is exported is readable by anyone"))


tap.main(functools.partial(make_app, sys.argv[1]))
