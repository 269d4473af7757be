#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that is locked: what is asked, and what nobody sees. test-lock.py POISE, inside
build-aux/headless."""

import contextlib
import functools
import os
import pathlib
import shutil
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, GLib, is_showing, make_app, read_text, wait_for, walk  # noqa: E402

WORD = "xylophone"
TEXT = f"Asked Amira about the {WORD}, and listened. Wrote the rota for the week."
PASSPHRASE = "april rain on slate"
OTHER = "may sun on the roof"


@contextlib.contextmanager
def make_fresh_app(program):
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_app(program) as app:
        yield app


# ---- what is read ----

def is_anywhere(app, word):
    """Whether a screen reader comes upon it, be it shown or not."""
    return any(word in n.get_name() or word in n.get_description() or word in read_text(n)
               for n in walk(app.root()))


def find_readable(app, word):
    """The journal's files that hold it as it was written."""
    return [path for path in app.journal.rglob("*") if path.is_file() and
            word.encode() in path.read_bytes()]


def find_row(app, name):
    """Where a row's text is typed."""
    def is_of(node):
        return node.get_name() == name or any(name == n.get_name() for n in walk(node.get_parent().get_parent()))
    return next((n for role in ("password text", "text", "entry") for n in app.find_all(role)
                 if n.get_editable_text_iface() is not None and is_showing(n) and is_of(n)), None)


def fill(app, name, text):
    row = wait_for(name, lambda: find_row(app, name))
    assert row.get_editable_text_iface().set_text_contents(text)


def can_act(node):
    """Whether it can be pressed."""
    with contextlib.suppress(GLib.Error):
        return node.get_action_iface() is not None and node.get_action_iface().get_n_actions() > 0
    return False


def press(app, name):
    def find():
        return next((n for n in walk(app.root()) if n.get_name() == name and is_showing(n) and
                     n.get_role_name() != "label" and can_act(n) and
                     n.get_state_set().contains(Atspi.StateType.SENSITIVE)), None)
    node = wait_for(name, find)
    assert node.get_action_iface().do_action(0)


# ---- what is done ----

def open_preferences(app):
    app.act("preferences")
    wait_for("the preferences", lambda: app.window("Preferences"))


def type_twice(app, passphrase):
    fill(app, "New Passphrase", passphrase)
    fill(app, "The Same Again", passphrase)


def read_key(app):
    return wait_for("the key", lambda: next(
        (name for name in app.labels() if name.count("-") == 8 and len(name) == 44), None))


def lock_for_the_first_time(app):
    """Returns the recovery key."""
    open_preferences(app)
    app.press("alt+k")  # the row’s access key
    assert wait_for("the warning", lambda: any(
        "nobody can open the journal again" in name for name in app.labels()))
    type_twice(app, PASSPHRASE)
    press(app, "Next")
    key = read_key(app)
    press(app, "I Keep the Key in a Safe Place")
    press(app, "Lock the Journal")
    wait_for("the end", lambda: is_showing(app.find("label", "The Journal Is Locked")))
    press(app, "Done")
    wait_for("the dialog to go", lambda: not app.window("Lock This Journal"))
    app.press("Escape")
    wait_for("the preferences to go", lambda: not app.window("Preferences"))
    return key


def wait_until_locked(app):
    wait_for("the passphrase page", app.is_locked)
    wait_for("the pages to go", lambda: app.editor() is None)


def unlock(app, passphrase=PASSPHRASE):
    fill(app, "Passphrase", passphrase)
    press(app, "Unlock")
    wait_for("the journal", lambda: not app.is_locked() and app.editor())


def write_and_lock(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    return lock_for_the_first_time(app)


# ---- tests ----

def test_locked_journal_asks_before_it_shows(app):
    write_and_lock(app)
    assert not find_readable(app, WORD) and not find_readable(app, "Amira")
    assert TEXT in app.text(), "it stays open"
    app.quit()
    app.start()
    wait_until_locked(app)
    assert not is_anywhere(app, WORD)
    assert app.tab("Journal") is None
    # None of the keys that show a page does.
    app.press("alt+2", "ctrl+n", "ctrl+f", "ctrl+comma")
    assert app.is_locked() and not app.window("Preferences") and app.editor() is None
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()
    assert not find_readable(app, WORD)


def test_wrong_passphrase_has_to_wait(app):
    write_and_lock(app)
    app.quit()
    app.start()
    wait_until_locked(app)
    fill(app, "Passphrase", "something else")
    press(app, "Unlock")
    wait_for("a clear word", lambda: is_anywhere(app, "That is not this journal’s passphrase."))
    assert app.is_locked() and not is_anywhere(app, WORD)
    # The button is pressed as soon as it can be.
    press(app, "Unlock")
    wait_for("a longer pause", lambda: is_anywhere(app, "try again in 2 seconds"))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_ctrl_l_keeps_what_is_being_written(app):
    write_and_lock(app)
    app.press("ctrl+Home", *["Right"] * 5, "z")
    changed = TEXT[:5] + "z" + TEXT[5:]
    wait_for("the key in the text", lambda: app.text() == changed)
    app.press("ctrl+l")
    wait_until_locked(app)
    assert not is_anywhere(app, WORD)
    unlock(app)
    wait_for("the text", lambda: app.text() == changed)
    wait_for("the cursor", lambda: Atspi.Text.get_caret_offset(app.editor()) == 6)
    app.press("q")
    wait_for("the key at the cursor", lambda: app.text() == TEXT[:5] + "zq" + TEXT[5:])
    app.quit()
    assert not find_readable(app, WORD)


def test_locking_closes_dialogs_and_returns_to_the_page(app):
    write_and_lock(app)
    app.go_to("Journal")
    wait_for("the list", lambda: is_anywhere(app, WORD))
    open_preferences(app)
    app.act("lock")
    wait_until_locked(app)
    assert not app.window("Preferences") and not is_anywhere(app, WORD)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("the Journal page", lambda: not app.is_locked() and any(
        is_showing(n) and WORD in n.get_name() for n in app.find_all("label")))
    app.quit()


def test_recovery_key_opens(app):
    key = write_and_lock(app)
    app.act("lock")
    wait_until_locked(app)
    press(app, "Use the Recovery Key")
    fill(app, "Recovery Key", key.lower().replace("-", " "))
    press(app, "Unlock")
    wait_for("the text", lambda: not app.is_locked() and app.text() == TEXT)
    app.quit()


def test_nothing_is_kept_in_the_clipboard(app):
    write_and_lock(app)
    app.press("ctrl+a", "ctrl+c", "ctrl+v")
    wait_for("the copy", lambda: app.text() == TEXT)
    app.act("lock")
    wait_until_locked(app)
    unlock(app)
    app.press("ctrl+n", "ctrl+v", "x")
    wait_for("a key, and nothing before it", lambda: app.text() == "x")
    app.quit()


tap.main(functools.partial(make_fresh_app, sys.argv[1]))
