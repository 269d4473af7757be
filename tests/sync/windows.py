# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done in the window while the journal is changed elsewhere."""

import contextlib
import datetime
import functools
import signal

from lock_app import unlock
from locked import sealed
from poise_app import App, wait_for

BANNER = "This entry was changed in another window or on another computer"


@contextlib.contextmanager
def open_window(world, program):
    """The first computer's window, whose clock stands; of a locked journal with its passphrase given."""
    first = world.computers[0]
    app = App(program, first.home)
    app.start(POISE_JOURNAL=str(first.folder), XDG_STATE_HOME=first.make_environment()["XDG_STATE_HOME"],
              POISE_NOW=datetime.datetime.now().astimezone().isoformat())
    try:
        if first.lock:
            unlock(app, first.lock.passphrase)
        yield app
        if app.process.poll() is None:
            app.quit()
    finally:
        app.kill()


def find_id(computer, text):
    return next((e["id"] for e in computer.list_entries() if e["text"] == text), None)


def write_in_window(world, app, text):
    """A text that is saved, and known on all computers."""
    app.type(text)
    wait_for("the text", lambda: app.text().startswith(text))
    app.wait_until_saved()
    world.settle()
    return app.text(), find_id(world.computers[0], app.text())


def type_while_others_write(world, program, n=12):
    """The window and a terminal elsewhere write at the same time."""
    other = world.computers[-1]
    with open_window(world, program) as app:
        typed = ""
        for i in range(n):
            typed = f"typed {i}. {typed}"
            app.type(f"typed {i}. ")
            world.ledger.add(other, f"elsewhere {i}")
            world.settle()
        wait_for("all that was typed", lambda: app.text() == typed)
        app.wait_until_saved()
        world.settle()
        wait_for("the typed text elsewhere", lambda: typed in [e["text"] for e in other.list_entries()])
    entry = next(e["id"] for e in other.list_entries() if e["text"] == typed)
    world.ledger.note(entry, typed)


def change_the_same_entry(world, program):
    """Changed elsewhere while neither heard of the other: the window is told, whose text was written first."""
    other = world.computers[-1]
    with open_window(world, program) as app:
        typed, entry = write_in_window(world, app, "Written in the window. ")
        with world.cut():
            app.type("And more here. ")
            app.wait_until_saved()
            mine = app.text()
            world.ledger.edit(other, entry, "Written elsewhere, later")
        wait_for("the banner", lambda: app.says(BANNER))
        assert typed in mine
        world.ledger.replaced.add(mine)


def stay_in_the_window(world, program):
    """As before, but what is in the window was written later: it stays, and the window is told as well."""
    other = world.computers[-1]
    with open_window(world, program) as app:
        _, entry = write_in_window(world, app, "Written in the window. ")
        with world.cut():
            # The window's clock stands.
            other.skew -= datetime.timedelta(hours=1)
            world.ledger.edit_older(other, entry, "Written elsewhere, earlier")
            other.skew += datetime.timedelta(hours=1)
            app.type("And more here. ")
            wait_for("what was typed", lambda: app.text().startswith("And more here. "))
            app.wait_until_saved()
            world.ledger.note(entry, app.text())
        wait_for("the banner", lambda: app.says(BANNER))


def kill_the_window(world, program, n=3):
    """It is killed after each save, while others write, and opened again."""
    other = world.computers[-1]
    text = ""
    for i in range(n):
        with open_window(world, program) as app:
            wait_for("what was saved", lambda: app.text() == text)
            app.type(f"typed {i}. ")
            wait_for("what was typed", lambda: app.text() == f"typed {i}. {text}")
            app.wait_until_saved()
            text = app.text()
            app.process.send_signal(signal.SIGKILL)
            app.process.wait()
            world.ledger.add(other, f"while it was dead {i}", "--day", "2026-01-10")
            world.settle()
    world.ledger.note(find_id(world.computers[0], text), text)


def suspend_the_window(world, program, n=3):
    """It stands still while it writes, and goes on after others have written in the same month."""
    other = world.computers[-1]
    with open_window(world, program) as app:
        text, entry = write_in_window(world, app, "Typed. ")
        for i in range(n):
            app.type(f"typed {i}. ")
            app.process.send_signal(signal.SIGSTOP)
            world.ledger.add(other, f"while it stood still {i}")
            world.settle()
            app.process.send_signal(signal.SIGCONT)
            text = f"typed {i}. {text}"
            wait_for("what was typed", lambda: app.text() == text)
            app.wait_until_saved()
            world.settle()
        world.ledger.note(entry, text)


def lock_the_window(world, program, n=3):
    """It is locked in the middle of writing, which saves, and opened after others have written."""
    first, other = world.computers[0], world.computers[-1]
    with open_window(world, program) as app:
        text, entry = write_in_window(world, app, "Typed. ")
        for i in range(n):
            app.type(f"typed {i}. ")
            text = f"typed {i}. {text}"
            wait_for("what was typed", lambda: app.text() == text)
            app.press("ctrl+l")
            wait_for("the passphrase page", app.is_locked)
            wait_for("the pages to go", lambda: app.editor() is None)
            world.ledger.add(other, f"while it was locked {i}")
            world.settle()
            unlock(app, first.lock.passphrase)
            wait_for("what was saved", lambda: app.text() == text)
            world.settle()
    world.ledger.note(entry, text)


OF_ALL = (type_while_others_write, change_the_same_entry, stay_in_the_window, kill_the_window, suspend_the_window)


def list_scenarios(program):
    return {function.__name__: functools.partial(function, program=program) for function in OF_ALL}


def list_sealed(program):
    """The same, and locking the window, in a journal that is locked on every computer."""
    return {function.__name__: functools.partial(sealed(function), program=program)
            for function in (*OF_ALL, lock_the_window)}
