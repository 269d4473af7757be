#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window under faults: test-app-faults.py POISE FAIL_AT_LIBRARY, inside build-aux/headless.

Every test says how many faults it made. POISE_FAULTS=long in the environment,
as build-aux/test --faults sets it, makes more of them."""

import contextlib
import fcntl
import functools
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import GLib, is_showing, make_app, wait_for, walk  # noqa: E402

PROGRAM, FAIL_AT = sys.argv[1:3]
LONG = os.environ.get("POISE_FAULTS") == "long"
STRAY = re.compile(r"\.poise-(new|old)-[0-9a-f]{8}$")


def say(text):
    print(f"# {text}", flush=True)


def wait_for_label(app, *parts):
    wait_for(f"“{parts}”", lambda: any(all(p in n for p in parts) for n in app.labels()))


def wait_until_stored(app, text):
    wait_for("the text on the disk", lambda: text in [e["text"] for e in app.entries()])


def write_before(app):
    """An entry that is tagged, too: nothing is still to be written. What the disk has of it."""
    app.type("Before. ")
    wait_for("its tag", lambda: "tag" in app.entries()[0] if app.entries() else False)
    app.wait_until_saved()
    return (app.journal / "entries" / "2026-11.json").read_bytes()


def entry(number, text, day="2026-11-20"):
    return {"id": f"019a0000-0000-7000-8000-{number:012}", "day": day,
            "created": f"{day}T10:00:00+00:00", "modified": f"{day}T10:00:00+00:00", "text": text}


def write_month(path, *entries):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": path.name[:7],
                                "entries": list(entries)}))


def strays(app):
    return [p for p in app.journal.rglob("*") if STRAY.search(p.name)]


def test_kills_while_typing(app):
    """SIGKILL at a random moment of continuous typing."""
    random.seed(2)
    kills = 500 if LONG else 16
    at_risk = saved_pieces = 0
    for number in range(kills):
        app.journal = app.journal.parent / f"journal-{number}"
        app.start()
        editor = wait_for("the editor", app.editor)
        typed, times, acknowledged = "", [], 0
        end = time.monotonic() + random.uniform(0, 2.5)
        while time.monotonic() < end:
            piece = f"Word {len(times)}. "
            before = len(typed)
            assert editor.get_editable_text_iface().insert_text(before, piece, len(piece))
            typed += piece
            times.append((time.monotonic(), len(typed)))
            pause = time.monotonic() + 0.03
            while time.monotonic() < pause:
                GLib.MainContext.default().iteration(False)
            # What is said to be saved after nothing was typed for a while.
            if random.random() < 0.02:
                app.wait_until_saved()
                acknowledged = len(typed)
        killed = time.monotonic()
        app.process.send_signal(signal.SIGKILL)
        app.process.wait()
        entries = app.entries()
        text = entries[0]["text"] if entries else ""
        assert len(entries) <= 1 and typed.startswith(text), (typed, entries)
        assert len(text) >= acknowledged, "what was said to be saved is gone"
        # A second, and what a busy machine may take to write.
        due = max((length for moment, length in times if moment < killed - 3), default=0)
        assert len(text) >= due, (killed, times, len(text))
        at_risk += typed.count(".") - text.count(".")
        saved_pieces += text.count(".")
        if number % 10 == 0:
            app.start()
            wait_for("the text of before", lambda: app.text() == text)
            app.type("Again. ")
            wait_until_stored(app, "Again. " + text)
            # One that has just begun to write may have one.
            wait_for("nothing to be left over", lambda: not strays(app))
            app.kill()
    say(f"{kills} kills while typing: {saved_pieces} words saved, {at_risk} of the last second lost, "
        "every journal opened whole")


def test_trash_that_stays_says_so(app):
    write_month(app.journal / "trash" / "2026-11.json", {
        **entry(1, "Gone."), "deleted": "2026-11-20T11:00:00+00:00"})
    failing = app.journal.parent / "failing"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_FAIL_WHILE={failing}", "POISE_FAIL_ERRNO=28",
             f"POISE_FAIL_UNDER={app.journal / 'trash'}")
    app.start("--page=journal")
    app.choose_item("Journal Menu", "_Trash")
    wait_for("its button", lambda: app.press_named("Empty…"))
    wait_for_label(app, "1 entry will be gone for good")
    failing.touch()
    wait_for("Empty Trash", lambda: app.press_all("Empty Trash"))
    wait_for_label(app, "No space left")
    failing.unlink()
    app.quit()


def test_full_disk(app):
    if os.geteuid() != 0:
        raise tap.Skip("mounting a small disk needs root")
    mount = app.journal.parent / "disk"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount],
                      capture_output=True).returncode:
        raise tap.Skip("a small disk cannot be mounted here")
    try:
        app.journal = mount / "journal"
        app.start()
        before = write_before(app)
        ballast = mount / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        app.type("While it was full. ")
        wait_for_label(app, "No space left on device", str(mount), "still in this window", "Make room")
        assert app.text() == "While it was full. Before. "
        assert (app.journal / "entries" / "2026-11.json").read_bytes() == before
        ballast.unlink()
        app.wait_until_saved()
        wait_until_stored(app, "While it was full. Before. ")
        app.quit()
    finally:
        app.kill()
        subprocess.run(["umount", "-l", mount], check=True)


def test_read_only_folder(app):
    if os.geteuid() == 0:
        # Root without the power to pass over permissions.
        app.wrap("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    app.start()
    app.type("Before. ")
    app.wait_until_saved()
    folders = [app.journal / "entries", app.journal / "trash", app.journal]
    for folder in folders:
        folder.chmod(0o500)
    app.type("While it was read-only. ")
    wait_for_label(app, "Permission denied", str(app.journal), "still in this window", "Allow writing")
    # Closing does not lose it either.
    subprocess.run(["gapplication", "action", "io.github.poise_journal.Poise", "quit"], check=True)
    wait_for_label(app, "Not saved yet")
    assert app.text() == "While it was read-only. Before. " and app.process.poll() is None
    for folder in folders:
        folder.chmod(0o700)
    app.wait_until_saved()
    wait_until_stored(app, "While it was read-only. Before. ")
    wait_for("the word to go", lambda: not any(is_showing(n) and n.get_name() == "Not saved yet"
                                               for n in app.find_all("label")))
    app.quit()


def test_closing_anyway(app):
    app.journal.write_text("a file where the folder should be")
    app.start()
    app.type("Not to be saved")
    wait_for_label(app, str(app.journal), "Move what is in the way")
    subprocess.run(["gapplication", "action", "io.github.poise_journal.Poise", "quit"], check=True)
    wait_for("the offer", lambda: app.press_all("Close Anyway"))
    assert app.process.wait(60) == 0


def test_vanished_folder(app):
    app.start()
    app.type("Before. ")
    app.wait_until_saved()
    away = app.journal.with_name("away")
    app.journal.rename(away)
    app.type("While it was gone. ")
    wait_for_label(app, str(app.journal), "is not there any more", "still in this window")
    assert app.text() == "While it was gone. Before. " and not app.journal.exists()
    away.rename(app.journal)
    wait_until_stored(app, "While it was gone. Before. ")
    app.wait_until_saved()
    wait_for("the message to go", lambda: not any("any more" in n for n in app.labels()))
    app.quit()


def test_failing_disk(app):
    flag = app.journal.parent / "failing"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_FAIL_WHILE={flag}", f"POISE_FAIL_UNDER={app.journal}")
    app.start()
    before = write_before(app)
    flag.touch()
    app.type("While it failed. ")
    wait_for_label(app, "Input/output error", str(app.journal), "still in this window", "may be failing")
    assert app.text() == "While it failed. Before. "
    assert (app.journal / "entries" / "2026-11.json").read_bytes() == before
    flag.unlink()
    app.wait_until_saved()
    wait_until_stored(app, "While it failed. Before. ")
    wait_for("nothing to be left over", lambda: not strays(app))
    app.quit()


def test_a_disk_that_lacks_something_is_told_once(app):
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_LACKS_UNDER={app.journal}")
    app.start()
    app.type("Written all the same.")
    app.wait_until_saved()
    wait_for_label(app, "cannot be locked", "cannot keep other users", "safe from a power cut")
    wait_for("the button", lambda: app.press_all("Got It"))
    wait_for("the message to go", lambda: not any("cannot be locked" in n for n in app.labels()))
    app.type("And more. ")
    app.wait_until_saved()
    assert not any("cannot be locked" in n for n in app.labels())
    app.quit()


def test_termination_saves(app):
    app.start()
    app.type("Typed just now")
    app.process.send_signal(signal.SIGTERM)
    assert app.process.wait(60) == 0
    assert [e["text"] for e in app.entries()] == ["Typed just now"]


def test_repair_button(app):
    month = app.journal / "entries" / "2026-10.json"
    write_month(month, entry(1, "Whole", "2026-10-20"), entry(2, "Cut short", "2026-10-21"))
    damaged = month.read_text()[:-40]
    month.write_text(damaged)
    app.start("--page=journal")
    wait_for_label(app, "2026-10.json", "Nothing is overwritten")
    wait_for("no claim that nothing was written", lambda: is_showing(app.find("label", "Nothing Can Be Read")))
    wait_for("the button", lambda: app.press_all("Repair"))
    # What is missing is said until it was read, with where the rest of it is.
    wait_for_label(app, "at least 1 entry, which is not back (21 October 2026)")
    kept, = month.parent.glob("2026-10.json.damaged-*")
    wait_for_label(app, f"kept as “{kept}”")
    wait_for("its end", lambda: "Repaired in Part" not in app.labels() or app.press("Escape"))
    wait_for_label(app, "Whole")
    wait_for("the message to go", lambda: not any("Nothing is overwritten" in n for n in app.labels()))
    assert kept.read_text() == damaged
    app.quit()


def test_repair_of_what_is_no_month(app):
    """What the person meant comes back from the backup; without one the button is not there."""
    good = json.dumps({"format": "poise-intentions", "version": 1, "intentions": [
        {"id": "019a0000-0000-7000-8000-000000000001", "day": "2026-11-23", "text": "If asked, then I ask back.",
         "outcome": "open"}]})
    write_month(app.journal / "entries" / "2026-11.json", entry(1, "Whole"))
    path = app.journal / "intentions.json"
    path.write_text(good[:-20])
    app.start()
    wait_for_label(app, "intentions.json")
    assert not any(is_showing(n) for n in app.find_all("push button", "Repair"))
    app.quit()
    copy = app.journal / "backups" / "2026-11-22" / "intentions.json"
    copy.parent.mkdir(parents=True)
    copy.write_text(good)
    app.start()
    wait_for_label(app, "intentions.json")
    wait_for("the button", lambda: app.press_all("Repair"))
    wait_for_label(app, "holds again what its newest backup has", "22 November 2026")
    wait_for("its end", lambda: "Repaired in Part" not in app.labels() or app.press("Escape"))
    wait_for_label(app, "If asked, then I ask back.")
    wait_for("the message to go", lambda: not any("intentions.json" in n for n in app.labels()))
    kept, = app.journal.glob("intentions.json.damaged-*")
    assert kept.read_text() == good[:-20] and path.read_text() == good
    app.quit()


def test_restore_and_undo(app):
    month = app.journal / "entries" / "2026-11.json"
    write_month(month, entry(1, "As it was later"), entry(2, "Written since"))
    write_month(app.journal / "backups" / "2026-11-21" / "2026-11.json", entry(1, "As it was"), entry(3, "Lost"))
    app.start("--page=journal")
    wait_for_label(app, "Written since")
    app.choose_item("Main Menu", "_Restore from Backup…")
    wait_for_label(app, "1 deleted entry would come back · 1 entry would get its earlier text · "
                   "1 newer entry would be removed")
    wait_for("the word of its button", lambda: any(
        n.get_role_name() == "label" and n.get_name() == "Restore"
        for n in walk(app.find("list item", "Before the changes of Saturday, 21 November 2026"))))
    wait_for("the button", lambda: app.press_named("Restore: Before the changes of Saturday, 21 November 2026"))
    wait_for("the state of then", lambda: {e["text"] for e in app.entries()} == {"As it was", "Lost"})
    wait_for_label(app, "As it was")
    wait_for("the toast", lambda: app.press_all("Undo"))
    wait_for("the state of before", lambda: {e["text"] for e in app.entries()} == {"As it was later", "Written since"})
    wait_for_label(app, "Written since")
    app.quit()


def test_restore_is_undone_by_key(app):
    """In its turn: what was done before it is undone only after it."""
    month = app.journal / "entries" / "2026-11.json"
    write_month(month, entry(1, "As it was later"), entry(2, "Written since"))
    write_month(app.journal / "backups" / "2026-11-21" / "2026-11.json", entry(1, "As it was"), entry(3, "Lost"))

    def wait_for_texts(*texts):
        wait_for(f"{texts} on the disk", lambda: [e["text"] for e in app.entries()] == list(texts))
        for text in texts:
            wait_for_label(app, text)

    app.start("--page=journal")
    wait_for_label(app, "Written since")
    app.act_on_window("restore")
    wait_for("the button", lambda: app.press_named("Restore: Before the changes of Saturday, 21 November 2026"))
    wait_for_texts("As it was", "Lost")
    wait_for("the dialog's end", lambda: not app.window("Restore from Backup"))
    app.press("ctrl+z")
    wait_for_texts("As it was later", "Written since")
    wait_for_label(app, "The journal is as it was before")
    app.press("ctrl+shift+z")
    wait_for_texts("As it was", "Lost")
    # Until then the keys undo nothing.
    wait_for("the end of it", lambda: "Journal restored" in app.labels() and
             "The journal is as it was before" not in app.labels())
    app.press("ctrl+z")
    wait_for_texts("As it was later", "Written since")
    app.quit()


def test_undo_of_restore_takes_nothing_new(app):
    """What was written since is not taken out unseen, and what was done since is what is undone."""
    month = app.journal / "entries" / "2026-11.json"
    write_month(month, entry(1, "As it was later"), entry(2, "Written since"))
    write_month(app.journal / "backups" / "2026-11-21" / "2026-11.json", entry(1, "As it was"), entry(3, "Lost"))
    point = "Restore: Before the changes of Saturday, 21 November 2026"
    app.start()
    app.act_on_window("restore")
    wait_for("the button", lambda: app.press_named(point))
    wait_for("the state of then", lambda: {e["text"] for e in app.entries()} == {"As it was", "Lost"})
    wait_for_label(app, "Journal restored")
    app.act("new-entry")
    app.type("An hour of work.")
    app.wait_until_saved()
    wait_for("the toast", lambda: app.press_all("Undo"))
    app.wait_for_dialog("Restore from Backup")
    assert {e["text"] for e in app.entries()} == {"As it was", "Lost", "An hour of work."}
    app.press("Escape")
    wait_for("its end", lambda: not app.window("Restore from Backup"))
    app.act_on_window("restore")
    wait_for("the button", lambda: app.press_named(point))
    wait_for("the state of then", lambda: {e["text"] for e in app.entries()} == {"As it was", "Lost"})
    wait_for("the dialog's end", lambda: not app.window("Restore from Backup"))
    wait_for_label(app, "Journal restored")
    app.go_to("Journal")
    wait_for("an entry", lambda: app.press_named("Delete Entry"))
    wait_for_label(app, "Entry deleted")
    wait_for("the other toast to go", lambda: "Journal restored" not in app.labels())
    app.quit()


@contextlib.contextmanager
def hold_journal(app):
    """As another program that writes to it: whoever else would waits."""
    with open(app.journal / ".lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_a_restore_that_fails_is_told(app):
    """Whoever presses Escape meanwhile is told, too."""
    month = app.journal / "entries" / "2026-11.json"
    backup = app.journal / "backups" / "2026-11-21"
    write_month(month, entry(1, "As it was later"))
    write_month(backup / "2026-11.json", entry(1, "As it was"))
    app.start("--page=journal")
    wait_for_label(app, "As it was later")
    point = "Before the changes of Saturday, 21 November 2026"
    app.act_on_window("restore")
    wait_for("the backup", lambda: is_showing(app.find("list item", point)))
    with hold_journal(app):
        wait_for("the button", lambda: app.press_named(f"Restore: {point}"))
        wait_for("its beginning", lambda: not is_showing(app.find("list item", point)))
        wait_for("word of it", lambda: is_showing(app.find("progress bar", "Working")))
        app.press("Escape")
        wait_for("its going on", lambda: is_showing(app.find("progress bar", "Working")))
        shutil.rmtree(backup)
    wait_for("what became of it", lambda: is_showing(app.find("label", "The Journal Was Not Changed")))
    wait_for("its end", lambda: not app.window("Restore from Backup") or app.press("Escape"))
    assert [e["text"] for e in app.entries()] == ["As it was later"]
    app.quit()


def test_copies_of_sync_tools_are_told(app):
    month = app.journal / "entries" / "2026-11.json"
    write_month(month, entry(1, "Here"))
    app.start("--page=journal")
    wait_for_label(app, "Here")
    write_month(month.with_name("2026-11.sync-conflict-20261123-190000-ABCDEFG.json"), entry(2, "There"))
    wait_for_label(app, "Merged 1 copy that a sync tool left")
    wait_for_label(app, "There")
    app.quit()


def test_nothing_written_shows_elsewhere(app):
    """No text of an entry in the program's output, in recent files or in the window's title."""
    secret = "Ottokar4711"
    log = app.journal.parent / "log"
    app.wrap("env", "G_MESSAGES_DEBUG=all", f"sh -c 'exec \"$0\" \"$@\" >{log} 2>&1'")
    (app.journal / "entries").mkdir(parents=True)
    (app.journal / "entries" / "2026-10.json").write_text('{"entries": [{"text": "' + secret)
    app.start()
    app.type(f"{secret} wrote the rota.")
    app.wait_until_saved()
    frames = [n.get_name() for role in ("frame", "window") for n in app.find_all(role)]
    assert frames and not any(secret in n for n in frames), frames
    app.quit()
    assert secret not in log.read_text(errors="replace")
    home = pathlib.Path(os.environ["HOME"])
    for path in home.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert secret.encode() not in path.read_bytes(), path


tap.main(functools.partial(make_app, PROGRAM))
