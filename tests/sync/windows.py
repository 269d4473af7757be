# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done in the window while the journal is changed elsewhere."""

import contextlib
import datetime
import functools

from poise_app import App, wait_for


@contextlib.contextmanager
def open_window(world, program):
    """The first computer's window, with the clock that runs."""
    first = world.computers[0]
    app = App(program, first.home)
    app.start(POISE_JOURNAL=str(first.folder), XDG_STATE_HOME=first.make_environment()["XDG_STATE_HOME"],
              POISE_NOW=datetime.datetime.now().astimezone().isoformat())
    try:
        yield app
        app.quit()
    finally:
        app.kill()


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


def list_scenarios(program):
    return {function.__name__: functools.partial(function, program=program)
            for function in (type_while_others_write,)}
