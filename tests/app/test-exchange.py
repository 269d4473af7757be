#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import and export in the window: test-exchange.py POISE"""

import contextlib
import datetime
import functools
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, make_app, wait_for, walk  # noqa: E402

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


def contents(app):
    """What the journal holds, file by file; nothing where they change meanwhile."""
    with contextlib.suppress(FileNotFoundError):  # one goes while they are read
        return {str(path.relative_to(app.journal)): path.read_bytes()
                for path in app.journal.rglob("*") if path.is_file()}


def test_import_preview_and_undo(app):
    app.start()
    app.type("Written before the import.")
    app.wait_until_saved()
    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    assert count(app) == 1, "nothing is written before it is confirmed"
    wait_for("what is left out", says(app, "Entries without words"))
    assert not says(app, "templateID")(), "no raw keys"
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the toast", says(app, "2 entries imported"))
    assert count(app) == 3
    text = (app.journal / "entries" / "2026-03.json").read_text()
    assert '"by": "tagger"' in text and "dayone" in text

    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("no duplicates", says(app, "Nothing new"))
    app.press("Escape")
    wait_for("the formats", lambda: not says(app, "Nothing new")())
    app.press("Escape")
    wait_for("the dialog to close", lambda: not app.window("Import"))


def test_undo_and_redo(app):
    """The whole import goes and comes back by the keys."""
    november = app.journal / "entries" / "2026-11.json"
    march = app.journal / "entries" / "2026-03.json"

    app.start()
    app.type("Written before the import.")
    app.wait_until_saved()
    activate("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the toast", says(app, "2 entries imported"))
    before, imported = november.read_bytes(), march.read_bytes()
    app.go_to("Journal")
    wait_for("the entries", lambda: len(app.find_all("push button", "Delete Entry")) >= 3)
    # Until then it takes the keys.
    wait_for("the dialog to close", lambda: app.window("Import") is None)

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


def test_format_is_recognized(app):
    """As of what is dropped on the window; the preview shows the first and the last entry."""
    app.start()
    activate("import-file", "", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    assert says(app, "First Entry")() and says(app, "Last Entry")()
    assert count(app) == 0


def test_format_is_asked_for(app):
    """Where nobody can tell it, the format that is chosen next is taken."""
    path = app.journal.parent / "letter.xyz"
    path.write_text("2025-07-02\nA letter.\n")
    app.start()
    activate("import-file", "", path)
    wait_for("the question", says(app, "What Is “letter.xyz”?"))


def test_opened_with(app):
    """A file from a file manager."""
    app.start(str(DATA / "org" / "journal.org"))
    wait_for("the preview", says(app, "3 new entries"))


def test_encoding_and_order_are_asked_for(app):
    app.start()
    activate("import-file", "csv", DATA / "csv" / "unknown-encoding.csv")
    wait_for("the question", says(app, "How Is It Written?"))
    assert says(app, "Encoding")() and not says(app, "Dates")()
    app.tab_to("Encoding")
    row = app.focused()
    app.press("Return")
    wait_for("the list of encodings", lambda: app.focused() not in ("", row))
    app.press("Down", "Down", "Down", "Return")
    wait_for("the text to be read once more", says(app, "1 new entry"))
    assert says(app, "Encoding")() and not says(app, "Could Not Be Read")() and count(app) == 0
    app.press("Escape")
    wait_for("the formats", lambda: not says(app, "How Is It Written?")())
    activate("import-file", "markdown", DATA / "markdown" / "03-04-2025.md")
    wait_for("the question", says(app, "Dates"))


def test_import_a_database(app):
    app.start()
    activate("import-file", "almanah", DATA / "almanah" / "diary.db.encrypted")
    wait_for("the way out", says(app, "this diary is encrypted"))
    activate("import-file", "almanah", DATA / "almanah" / "oldest.db")
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the toast", says(app, "1 entry imported"))
    assert count(app) == 1


def write_large(path, n_entries):
    """A table of as many entries, two a day, over decades."""
    first = datetime.date(1990, 1, 1)
    words = 8 * "We went through the plan and I asked Joel what he needs. Then I wrote the rota. "
    with path.open("w") as file:
        file.write("day,text\n")
        for i in range(n_entries):
            day = first + datetime.timedelta(days=i // 2)
            file.write(f"{day},Entry {i}: {words}\n")


def find_work(app):
    """The way out of what goes on, and how far it is; in one walk, since it does not wait."""
    nodes = list(walk(app.window("Import")))
    if not any(node.get_name() == "Importing…" for node in nodes):
        return None
    return (next(n for n in nodes if "Cancel" in n.get_name() and "button" in n.get_role_name()),
            next(n for n in nodes if n.get_role_name() == "progress bar"))


def test_progress_and_cancel(app):
    """Stopped while it writes, the import leaves nothing; begun again, it is whole."""
    table = app.journal.parent / "large.csv"
    write_large(table, 20000)
    app.start()
    app.type("Written before the import.")
    app.wait_until_saved()
    before = contents(app)
    activate("import-file", "csv", table)
    wait_for("the preview", says(app, "20000 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    cancel, progress = wait_for("the work", lambda: find_work(app))
    wait_for("some progress", lambda: 0 < Atspi.Value.get_current_value(progress) < 1)
    wait_for("the first months", lambda: len(list((app.journal / "entries").iterdir())) > 10)
    assert cancel.get_action_iface().do_action(0)
    wait_for("everything to be as before", lambda: contents(app) == before)
    # It stays until its work has ended, a moment after the last file.
    wait_for("the dialog to close", lambda: app.window("Import") is None or app.press("Escape"))

    activate("import-file", "csv", table)
    wait_for("nothing came in", says(app, "20000 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the toast", says(app, "20000 entries imported"))
    assert count(app) == 20001


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
