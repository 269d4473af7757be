# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that is locked, in the real program: how it gets locked, and how it is opened there.

For tests that run inside build-aux/headless with the path of the program first."""

import contextlib
import itertools
import os
import pathlib
import shutil
import subprocess
import sys

from poise_app import NOW, Atspi, GLib, ancestry, is_showing, make_app, read_text, tree, wait_for, walk

# GTK 4.18 counts the pages that the passphrase page covers among its parts when it is asked for all,
# and finds fault with that itself (gtk_at_context_set_accessible_role) as they come back.
tree.asks_at_once = False

WORD = "xylophone"
TEXT = f"Asked Amira about the {WORD}, and listened. Wrote the rota for the week."
PASSPHRASE = "april rain on slate"
OTHER = "may sun on the roof"
SCHEMA = "io.github.poise_journal.Poise"
BUILD = pathlib.Path(sys.argv[1]).resolve().parents[2]
CLI = BUILD / "src" / "cli" / "poise-cli"
LOCKER = BUILD / "tests" / "poise-locker"


@contextlib.contextmanager
def make_fresh_app(program):
    """With no settings of the tests before."""
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_app(program) as app:
        yield app


def is_anywhere(app, word):
    """Whether a screen reader comes upon it, be it shown or not."""
    return any(word in n.get_name() or word in n.get_description() or word in read_text(n)
               for n in walk(app.root()))


def find_readable(app, word):
    """The journal's files that hold it as it was written."""
    def holds(path):
        # A file that is written beside another one may be gone by now.
        with contextlib.suppress(FileNotFoundError):
            return word.encode() in path.read_bytes()
    return [path for path in app.journal.rglob("*") if path.is_file() and holds(path)]


def find_row(app, name):
    """Where a row's text is typed."""
    def is_of(node):
        row = next(itertools.islice(ancestry(node), 2, None), None)
        return node.get_name() == name or row is not None and any(name == n.get_name() for n in walk(row))
    return next((n for role in ("password text", "text", "entry") for n in app.find_all(role)
                 if n.get_editable_text_iface() is not None and is_showing(n) and is_of(n)), None)


def fill(app, name, text):
    wait_for(name, lambda: (row := find_row(app, name)) and row.get_editable_text_iface().set_text_contents(text))


def has_focus(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def take_keyboard(app):
    """For keys that are meant for the text: the window has it, and in it the editor."""
    app.press("Shift_L")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))


def can_act(node):
    """Whether it can be pressed."""
    with contextlib.suppress(GLib.Error):
        return node.get_action_iface() is not None and node.get_action_iface().get_n_actions() > 0
    return False


def is_sensitive(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def activate(node):
    """A busy program does it, though it answers too late; done twice, a switch would be as before."""
    with contextlib.suppress(GLib.Error):
        return node.get_action_iface().do_action(0)
    return True


def press_now(app, name):
    """Whether there was something to press."""
    node = next((n for n in walk(app.root()) if n.get_name() == name and is_showing(n) and
                 n.get_role_name() in ("button", "push button", "check box", "switch") and can_act(n) and
                 is_sensitive(n)), None)
    return node is not None and activate(node)


def press(app, name):
    wait_for(name, lambda: press_now(app, name))


def open_preferences(app):
    app.act("preferences")
    app.wait_for_dialog("Preferences")


def type_twice(app, passphrase):
    fill(app, "New Passphrase", passphrase)
    fill(app, "The Same Again", passphrase)


def read_key(app):
    return wait_for("the key", lambda: next(
        (name for name in app.labels() if name.count("-") == 8 and len(name) == 44), None))


def lock_for_the_first_time(app, look=lambda key: None):
    """Returns the recovery key; calls look() with it at the end, before the dialog is closed."""
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
    look(key)
    press(app, "Done")
    wait_for("the dialog to go", lambda: not app.window("Lock This Journal"))
    app.press("Escape")
    wait_for("the preferences to go", lambda: not app.window("Preferences"))
    return key


def wait_until_locked(app):
    """And all is let go of, which comes after the page: what was written is saved before, and dialogs take
    their time to go."""
    wait_for("the passphrase page", app.is_locked)
    wait_for("the pages to go", lambda: app.editor() is None)
    wait_for("the dialogs to go", lambda: not app.window("Preferences"))
    wait_for("the last word to go", lambda: not is_anywhere(app, WORD))


def wait_until_locked_elsewhere(app):
    """What could not be saved waits with its pages, unseen."""
    wait_for("the passphrase page", app.is_locked)
    wait_for("the words about it", lambda: is_anywhere(app, "What you wrote last is not saved yet"))


def unlock(app, passphrase=PASSPHRASE):
    fill(app, "Passphrase", passphrase)
    press(app, "Unlock")
    wait_for("the journal", lambda: not app.is_locked() and app.editor())


def run_cli(journal, passphrase, *arguments):
    secret = journal.parent / "passphrase"
    secret.write_text(passphrase + "\n")
    secret.chmod(0o600)
    return subprocess.run([CLI, "--journal", journal, "--passphrase-file", secret, *arguments], check=True,
                          capture_output=True, text=True, env={**os.environ, "POISE_NOW": NOW}).stdout


def run_locker(journal, *arguments):
    """As the program does it, but of a passphrase that costs little to try."""
    return subprocess.run([LOCKER, arguments[0], journal, *arguments[1:]], check=True,
                          capture_output=True, text=True).stdout


def make_locked(app, passphrase=PASSPHRASE, text=TEXT):
    """A locked journal with an entry. Returns the recovery key."""
    run_cli(app.journal, passphrase, "add", text)
    return run_locker(app.journal, "lock", passphrase).split()[0]


def start_locked(app, **environment):
    """With a locked journal, before its passphrase. Returns the recovery key."""
    key = make_locked(app)
    app.start(**environment)
    wait_until_locked(app)
    return key


def start_unlocked(app, **environment):
    """With a locked journal, whose passphrase was given. Returns the recovery key."""
    key = start_locked(app, **environment)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    return key
