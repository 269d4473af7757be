#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import and export in the window: test-exchange.py POISE"""

import contextlib
import datetime
import functools
import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, find_focused, make_app, read_text, wait_for  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]
CLI = pathlib.Path(sys.argv[1]).resolve().parents[1] / "cli" / "poise-cli"
DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])
# Two a day, over nearly three years.
N_ENTRIES = 2000


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


def write_one(app):
    """An entry that is tagged, too: nothing is still to be written."""
    app.type("Written before the import.")
    wait_for("its tag", lambda: app.entries() and "tag" in app.entries()[0])
    app.wait_until_saved()


def test_import_preview_and_undo(app):
    app.start()
    write_one(app)
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    assert count(app) == 1, "nothing is written before it is confirmed"
    wait_for("what is left out", says(app, "Entries without words"))
    assert not says(app, "templateID")(), "no raw keys"
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 3)
    march = app.journal / "entries" / "2026-03.json"
    wait_for("its tags", lambda: '"by": "tagger"' in march.read_text() and "dayone" in march.read_text())
    wait_for("the dialog to close", lambda: app.window("Import") is None)

    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("no duplicates", says(app, "Nothing new"))
    app.wait_for_dialog("Import")
    app.press("Escape")
    wait_for("the formats", lambda: not says(app, "Nothing new")())
    wait_for("the dialog to close", lambda: app.window("Import") is None or app.press("Escape"))


def test_undo_and_redo(app):
    """The whole import goes and comes back by the keys."""
    november = app.journal / "entries" / "2026-11.json"
    march = app.journal / "entries" / "2026-03.json"

    app.start()
    write_one(app)
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 3)
    before, imported = november.read_bytes(), march.read_bytes()
    app.go_to("Journal")
    wait_for("the entries", lambda: len(app.find_all("push button", "Delete Entry")) >= 3)
    # Until then it takes the keys.
    wait_for("the dialog to close", lambda: app.window("Import") is None)

    app.press("ctrl+z")
    wait_for("the undo", lambda: count(app) == 1)
    assert november.read_bytes() == before
    assert not list((app.journal / "trash").glob("*.json")), "it never was there"
    app.press("ctrl+shift+z")
    wait_for("the import to be back", lambda: march.read_bytes() == imported and count(app) == 3)
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("no duplicates", says(app, "Nothing new"))
    assert not list((app.journal / "trash").glob("*.json")), "an undo leaves nothing in the trash"


def restore(app, words):
    """What the dialog has that begins so."""
    wait_for(words, lambda: (button := app.find("push button", f"Restore: {words}")) and
             button.get_action_iface().do_action(0))


def write_and_import(app):
    """One entry, and two more; then the dialog is gone."""
    app.start()
    app.press("Shift_L")  # gives the window the keyboard
    write_one(app)
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 3)
    wait_for("the dialog to close", lambda: app.window("Import") is None)


def test_undo_in_the_text(app):
    """Before the words that were written before it."""
    write_and_import(app)
    wait_for("the focus in the text", app.is_in_text)
    app.press("ctrl+z")
    wait_for("the undo", lambda: count(app) == 1)
    assert app.text() == "Written before the import."
    app.press("ctrl+shift+z")
    wait_for("the import to be back", lambda: count(app) == 3)
    app.press("ctrl+z")
    wait_for("the undo", lambda: count(app) == 1)
    assert app.text() == "Written before the import."
    app.press("ctrl+z")
    wait_for("the words to go", lambda: app.text() != "Written before the import.")
    app.press("ctrl+shift+z")
    wait_for("the words to be back", lambda: app.text() == "Written before the import.")


def test_undo_of_an_import_before_a_restore(app):
    """The restore is undone first, from the text, too."""
    write_and_import(app)
    app.act_on_window("restore")
    restore(app, "Before the changes")
    wait_for("the state of before", lambda: count(app) == 0)
    wait_for("the dialog to close", lambda: app.window("Restore from Backup") is None)
    wait_for("the focus in the text", app.is_in_text)
    app.press("ctrl+z")
    wait_for("the state of then", lambda: count(app) == 3)
    wait_for("the undo's end", says(app, "The journal is as it was before"))
    app.press("ctrl+z")
    wait_for("the import to go", lambda: count(app) == 1)
    assert [entry["text"] for entry in app.entries()] == ["Written before the import."]
    app.press("ctrl+shift+z")
    wait_for("the import to be back", lambda: count(app) == 3)
    wait_for("the redo's end", says(app, "2 entries imported"))
    app.press("ctrl+shift+z")
    wait_for("the restored state", lambda: count(app) == 0)


def test_a_backup_says_what_made_it(app):
    subprocess.run([CLI, "--journal", app.journal, "import", "dayone", DATA / "dayone" / "journal.json"], check=True,
                   stdout=subprocess.DEVNULL)
    app.start()
    app.act_on_window("restore")
    wait_for("its name", says(app, "Before importing at "))
    restore(app, "Before importing")
    wait_for("the state of before", lambda: count(app) == 0)
    wait_for("the dialog to close", lambda: app.window("Restore from Backup") is None)
    app.act_on_window("restore")
    wait_for("what restoring made", says(app, "Before restoring at "))


def test_intentions_come_and_go_with_an_import(app):
    """Both are one import: Undo takes both out again."""
    path = app.journal.parent / "other.json"
    path.write_text(json.dumps({
        "format": "poise-export", "version": 1,
        "intentions": {"format": "poise-intentions", "version": 1, "intentions": [
            {"id": "019aa000-0000-7000-8000-000000000001", "day": "2026-11-23", "text": "Ask first.", "outcome": "open"}]},
        "entries": [{"id": "019aa000-0000-7000-8000-000000000002", "day": "2026-11-20",
                     "created": "2026-11-20T18:00:00Z", "modified": "2026-11-20T18:00:00Z", "text": "Imported."}]}))
    kept = app.journal / "intentions.json"

    def texts():
        return [i["text"] for i in json.loads(kept.read_text())["intentions"]] if kept.exists() else []

    app.start()
    write_one(app)
    app.act_on_window("import-file", "", path)
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the intentions", says(app, "With your pause"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 2 and texts() == ["Ask first."])
    wait_for("the intention above the text", says(app, "Ask first."))
    app.go_to("Journal")
    wait_for("the entries", lambda: len(app.find_all("push button", "Delete Entry")) >= 2)
    wait_for("the dialog to close", lambda: app.window("Import") is None)
    app.press("ctrl+z")
    wait_for("the undo", lambda: count(app) == 1 and texts() == [])
    app.press("ctrl+shift+z")
    wait_for("all to be back", lambda: count(app) == 2 and texts() == ["Ask first."])


def test_import_says_what_is_damaged(app):
    app.start()
    app.act_on_window("import-file", "dayone", DATA / "dayone" / "damaged.json")
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the line", says(app, "damaged.json, line 2"))
    app.act_on_window("import-file", "text", "/nowhere/at/all.txt")
    wait_for("the failure", says(app, "Nothing Was Imported"))


def test_front_matter_that_does_not_end(app):
    """It stays in the text and is said; the first entry shows words, not the rule above them."""
    app.start()
    app.act_on_window("import-file", "markdown", DATA / "markdown" / "open-heads")
    wait_for("the preview", says(app, "6 new entries"))
    wait_for("the note", says(app, "The front matter that begins here does not end"))
    wait_for("the first entry", says(app, "14 March 2026: \u2068title: Kiln\u2069"))


def test_what_is_there_in_another_version_is_named(app):
    path = app.journal.parent / "2026-03-14.md"
    path.write_text("# The kiln\n\nFired it with Betina.")
    subprocess.run([CLI, "--journal", app.journal, "import", "markdown", path], check=True, stdout=subprocess.DEVNULL)
    path.write_text("# The kiln\n\nFired it with Bettina.")
    app.start()
    app.act_on_window("import-file", "markdown", path)
    wait_for("its list", says(app, "In Your Journal in Another Version"))
    wait_for("its day", says(app, "14 March 2026"))
    wait_for("its words", says(app, "The kiln"))


def test_format_is_recognized(app):
    """As of what is dropped on the window; the preview shows the first and the last entry."""
    app.start()
    app.act_on_window("import-file", "", DATA / "dayone" / "journal.json")
    wait_for("the preview", says(app, "2 new entries"))
    wait_for("the first", says(app, "First Entry"))
    wait_for("the last", says(app, "Last Entry"))
    app.act_on_window("import-file", "", DATA / "mini-diary" / "mini-diary-export.json")
    wait_for("Mini Diary’s preview", says(app, "3 new entries"))
    assert count(app) == 0


def test_format_is_asked_for(app):
    """Where nobody can tell it, the format that is chosen next is taken."""
    path = app.journal.parent / "letter.xyz"
    path.write_text("2025-07-02\nA letter.\n")
    app.start()
    app.act_on_window("import-file", "", path)
    wait_for("the question", says(app, "What Is “letter.xyz”?"))


def test_opened_with(app):
    """A file from a file manager."""
    app.start(str(DATA / "org" / "journal.org"))
    wait_for("the preview", says(app, "3 new entries"))


def test_encoding_and_order_are_asked_for(app):
    app.start()
    app.act_on_window("import-file", "csv", DATA / "csv" / "unknown-encoding.csv")
    wait_for("the question", says(app, "How Is It Written?"))
    wait_for("its row", says(app, "Encoding"))
    assert not says(app, "Dates")()
    row = app.tab_to("Encoding")
    app.press("Return")
    wait_for("the list of encodings", lambda: app.focused() not in ("", row))
    app.press("Down", "Down", "Down", "Return")
    wait_for("the text to be read once more", says(app, "1 new entry"))
    wait_for("its row", says(app, "Encoding"))
    assert not says(app, "Could Not Be Read")() and count(app) == 0
    # The list that closes gives the keyboard back once the window has it.
    wait_for("the keyboard", lambda: app.press() or find_focused(app.window("Import")))
    app.press("Escape")
    wait_for("the formats", lambda: not says(app, "How Is It Written?")())
    app.act_on_window("import-file", "markdown", DATA / "markdown" / "03-04-2025.md")
    wait_for("the question", says(app, "Dates"))


def test_weeks_and_short_years(app):
    """What is put on another day than its own is said; the year may come first."""
    app.start()
    app.act_on_window("import-file", "markdown", DATA / "markdown" / "week-notes")
    wait_for("the preview", says(app, "5 new entries"))
    wait_for("the week", says(app, "These are words of a whole week; they stand on its Monday, 9 March 2026"))
    app.wait_for_dialog("Import")
    app.press("Escape")
    wait_for("the formats", lambda: not says(app, "Good to Know")())
    app.act_on_window("import-file", "markdown", DATA / "markdown" / "short-years-first")
    wait_for("the question", says(app, "Dates"))
    row = app.tab_to("Dates")
    app.press("Return")
    wait_for("the list of orders", lambda: app.focused() not in ("", row))
    app.press("End", "Return")
    wait_for("the names to be read once more", says(app, "2 new entries"))
    wait_for("the century", says(app, "Years have two digits here; “26” is taken for 2026"))
    assert count(app) == 0


def test_import_a_database(app):
    app.start()
    app.act_on_window("import-file", "almanah", DATA / "almanah" / "diary.db.encrypted")
    wait_for("the way out", says(app, "This diary is encrypted"))
    app.act_on_window("import-file", "almanah", DATA / "almanah" / "oldest.db")
    wait_for("the preview", says(app, "1 new entry"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 1)


def write_large(path, n_entries):
    """A table of as many entries, two a day."""
    first = datetime.date(1990, 1, 1)
    words = "We went through the plan and I asked Joel what he needs. Then I wrote the rota. "
    with path.open("w") as file:
        file.write("day,text\n")
        for i in range(n_entries):
            day = first + datetime.timedelta(days=i // 2)
            file.write(f"{day},Entry {i}: {words}\n")


def test_progress_and_cancel(app):
    """Stopped while it writes, the import leaves nothing; begun again, it is whole."""
    table = app.journal.parent / "large.csv"
    write_large(table, N_ENTRIES)
    # After the marks of months that are not there yet, and a third of these, the disk keeps everybody waiting.
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_WAIT_WHILE={waiting}", "POISE_WAIT_AT=240",
             f"POISE_FAIL_UNDER={app.journal}")
    app.start()
    write_one(app)
    before = contents(app)
    waiting.touch()
    app.act_on_window("import-file", "csv", table)
    wait_for("the preview", says(app, f"{N_ENTRIES} new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    progress = wait_for("the progress", lambda: app.find("progress bar"))
    wait_for("some of it", lambda: 0 < Atspi.Value.get_current_value(progress) < 1)
    wait_for("the first months", lambda: len(list((app.journal / "entries").iterdir())) > 5)
    wait_for("the way out", lambda: app.press_all("Cancel"))
    pressed = time.monotonic()
    # A button so pressed is down for a quarter of a second; who answers later has let it go.
    wait_for("the press", lambda: time.monotonic() > pressed + 0.5 and
             Atspi.Value.get_current_value(progress) < 1)
    waiting.unlink()
    wait_for("everything to be as before", lambda: contents(app) == before)
    # It stays until its work has ended, a moment after the last file.
    wait_for("the dialog to close", lambda: app.window("Import") is None or app.press("Escape"))

    app.act_on_window("import-file", "csv", table)
    wait_for("nothing came in", says(app, f"{N_ENTRIES} new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == N_ENTRIES + 1)


def test_cancel_while_a_source_is_understood(app):
    """The dialog is there again at once, while who reads the file still waits for its disk."""
    table = app.journal.parent / "source" / "large.csv"
    table.parent.mkdir()
    write_large(table, N_ENTRIES)
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_READ_WHILE={waiting}", f"POISE_FAIL_UNDER={table.parent}")
    app.start()
    write_one(app)
    before = contents(app)
    waiting.touch()
    for leave in (lambda: app.press("Escape") or True, lambda: app.press_all("Cancel")):
        app.act_on_window("import-file", "csv", table)
        wait_for("the reading", says(app, "Reading…"))
        app.wait_for_dialog("Import")
        wait_for("the way out", leave)
        wait_for("the formats", lambda: says(app, "Where Does It Come From?")() and not says(app, "Reading…")())
        app.press("Escape")
        wait_for("the dialog to close", lambda: not app.window("Import"))
    waiting.unlink()

    app.act_on_window("import-file", "csv", table)
    wait_for("the preview", says(app, f"{N_ENTRIES} new entries"))
    assert not says(app, "Nothing Was Imported")() and contents(app) == before


def test_other_source_is_read_while_a_disk_does_not_answer(app):
    """Who stopped waiting for it holds up nothing: not what is read next, nor the end of the program."""
    table = app.journal.parent / "source" / "large.csv"
    table.parent.mkdir()
    write_large(table, 10)
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_READ_WHILE={waiting}", f"POISE_FAIL_UNDER={table.parent}")
    app.start()
    waiting.touch()
    app.act_on_window("import-file", "csv", table)
    wait_for("the reading", says(app, "Reading…"))
    app.wait_for_dialog("Import")
    app.press("Escape")
    wait_for("the formats", lambda: says(app, "Where Does It Come From?")() and not says(app, "Reading…")())
    app.act_on_window("import-file", "markdown", DATA / "markdown" / "week-notes")
    wait_for("the preview", says(app, "5 new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the import", lambda: count(app) == 5)
    app.act_on_window("import-file", "csv", table)
    wait_for("the reading", says(app, "Reading…"))
    app.act("quit")
    assert app.process.wait(60) == 0
    assert waiting.exists()


def test_import_is_undone_after_the_window(app):
    table = app.journal.parent / "large.csv"
    write_large(table, N_ENTRIES)
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_WAIT_WHILE={waiting}", "POISE_WAIT_AT=240",
             f"POISE_FAIL_UNDER={app.journal}")
    app.start()
    write_one(app)
    before = contents(app)
    waiting.touch()
    app.act_on_window("import-file", "csv", table)
    wait_for("the preview", says(app, f"{N_ENTRIES} new entries"))
    wait_for("the button", lambda: app.press_all("Import"))
    wait_for("the first months", lambda: len(list((app.journal / "entries").iterdir())) > 5)
    app.act("quit")
    wait_for("the window to go", lambda: not app.tab("Write"))
    assert app.process.poll() is None
    waiting.unlink()
    assert app.process.wait(60) == 0
    assert contents(app) == before


def write_month(app, n):
    entries = [{"id": f"018f3c1e-7b2a-7c44-9d0e-{i:012x}", "day": "2026-10-05", "text": f"Entry {i}.",
                "created": "2026-10-05T08:00:00+00:00", "modified": "2026-10-05T08:00:00+00:00"} for i in range(n)]
    path = app.journal / "entries" / "2026-10.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": "2026-10", "entries": entries}))


def test_export_is_finished_after_the_window(app):
    n = 2000
    write_month(app, n)
    path, waiting = app.journal.parent / "out", app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_WAIT_WHILE={waiting}", "POISE_WAIT_AT=2",
             f"POISE_FAIL_UNDER={path}")
    waiting.touch()
    app.start("--page=journal")
    wait_for("the entries", says(app, "Entry 1"))
    app.act_on_window("export-file", "markdown-folder", path)
    wait_for("its start", path.exists)
    app.act("quit")
    wait_for("the window to go", lambda: not app.tab("Write"))
    waiting.unlink()
    assert app.process.wait(60) == 0
    assert len([file for file in path.rglob("*.md") if "Entry " in file.read_text()]) == n


def test_export(app):
    app.start()
    app.type("To be exported.")
    app.wait_until_saved()
    path = app.journal.parent / "out.md"
    app.act_on_window("export-file", "markdown", path)
    wait_for("the file", lambda: path.exists() and "To be exported." in path.read_text())
    app.act_on_window("export")
    wait_for("the dialog", says(app, "What is exported is readable by anyone"))


def test_what_leaves_the_sample_says_so(app):
    """A journal and a hand-out in themselves, other files by their name."""
    app.start("--sample", "--page=balance")
    page = app.journal.parent / "out.html"
    wait_for("the sample", lambda: app.find("button", "Save or Print") or app.find("push button", "Save or Print"))
    app.act_on_window("export-file", "html", page)
    wait_for("the page", lambda: page.exists() and "</html>" in page.read_text())
    assert "<h1>Sample Journal</h1>" in page.read_text()
    wait_for("the charts", lambda: any("weeks you wrote" in n for n in app.labels()))
    app.choose_item("Save or Print", "Save _Figures…")
    wait_for("the file's name", lambda: any(
        read_text(n).startswith("poise-sample-") for n in find_focused(app.window("Save Figures (CSV)"))))
    app.quit()


tap.main(functools.partial(make_app, PROGRAM))
