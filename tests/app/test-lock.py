#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that is locked: what is asked, and what nobody sees. test-lock.py POISE, inside
build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import re
import resource
import select
import shutil
import signal
import subprocess
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from gi.repository import Gio  # noqa: E402
import secrets_service  # noqa: E402
from poise_app import Atspi, GLib, is_showing, make_app, read_text, wait_for, walk  # noqa: E402

WORD = "xylophone"
TEXT = f"Asked Amira about the {WORD}, and listened. Wrote the rota for the week."
PASSPHRASE = "april rain on slate"
OTHER = "may sun on the roof"
SCHEMA = "io.github.poise_journal.Poise"


LOGIN = """<node><interface name='org.freedesktop.login1.Manager'>
<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/></method>
</interface></node>"""
PORTAL = """<node><interface name='org.freedesktop.portal.Inhibit'>
<method name='CreateMonitor'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
<arg type='o' direction='out'/></method>
<method name='QueryEndResponse'><arg type='o' direction='in'/></method></interface></node>"""


@contextlib.contextmanager
def make_fresh_app(program):
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_app(program) as app:
        yield app


class Bus:
    """Stands in for what tells that the person leaves the computer."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.left = []

    def own(self, name, path=None, xml=None, callback=None):
        registration = path and self.bus.register_object(
            path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], callback, None, None)
        owned = []
        owner = Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.REPLACE,
                                               lambda *_: owned.append(1), None)
        wait_for(name, lambda: owned)
        self.left.append((owner, registration))

    def say(self, path, interface, signal, value):
        self.bus.emit_signal(None, path, interface, signal, value)

    def leave(self):
        for owner, registration in self.left:
            Gio.bus_unown_name(owner)
            if registration:
                self.bus.unregister_object(registration)


@contextlib.contextmanager
def make_bus():
    bus = Bus()
    try:
        yield bus
    finally:
        bus.leave()


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
                     n.get_role_name() in ("button", "push button", "check box", "switch") and can_act(n) and
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


def write_and_lock(app, **environment):
    app.start(**environment)
    app.type(TEXT)
    app.wait_until_saved()
    return lock_for_the_first_time(app)


# ---- what the desktop's keyring remembers ----

@contextlib.contextmanager
def make_keyring():
    keyring = secrets_service.Secrets(Gio.bus_get_sync(Gio.BusType.SESSION))
    keyring.own(wait_for)
    try:
        yield keyring
    finally:
        keyring.leave()


def find_switch(app, name="Remember on This Computer"):
    return next((n for n in walk(app.root()) if n.get_name() == name and is_showing(n) and
                 n.get_role_name() in ("switch", "check box", "toggle button")), None)


def is_sensitive(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def is_on(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.CHECKED)


def lock_and_remember(app, keyring):
    """Leaves Poise with a journal that the keyring opens."""
    write_and_lock(app)
    app.quit()
    app.start()
    wait_until_locked(app)
    wait_for("the keyring's answer", lambda: is_sensitive(find_switch(app)))
    assert not is_on(find_switch(app))
    press(app, "Remember on This Computer")
    wait_for("the switch to be on", lambda: is_on(find_switch(app)))
    unlock(app)
    wait_for("what is remembered", keyring.secrets)
    assert PASSPHRASE.encode() not in keyring.secrets()[0]
    app.quit()


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


def test_typed_passphrase_is_not_read(app):
    """A screen reader, and whatever else listens there, is told of dots."""
    write_and_lock(app)
    app.quit()
    app.start()
    wait_until_locked(app)
    app.press(*"qzjx")
    wait_for("what is typed", lambda: is_sensitive(next(
        (n for n in walk(app.root()) if n.get_name() == "Unlock" and is_showing(n)), None)))
    assert read_text(find_row(app, "Passphrase")) == "•" * 4
    assert not is_anywhere(app, "qzjx")
    app.quit()


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


def test_passphrase_is_changed(app):
    key = write_and_lock(app)
    open_preferences(app)
    app.press("alt+p")  # the row’s access key
    fill(app, "Current Passphrase or Recovery Key", "something else")
    type_twice(app, OTHER)
    press(app, "Change Passphrase")
    wait_for("a clear word", lambda: is_anywhere(app, "neither this journal’s passphrase nor its recovery key"))
    fill(app, "Current Passphrase or Recovery Key", PASSPHRASE)
    press(app, "Make a New Recovery Key, Too")
    press(app, "Change Passphrase")
    new_key = read_key(app)
    assert new_key != key
    press(app, "I Keep the Key in a Safe Place")
    press(app, "Go On")
    wait_for("the end", lambda: is_showing(app.find("label", "The Passphrase Is Changed")))
    press(app, "Done")
    app.act("lock")
    wait_until_locked(app)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("no way in by the old one", lambda: is_anywhere(app, "That is not this journal’s passphrase."))
    unlock(app, OTHER)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_journal_is_unlocked_for_good(app):
    key = write_and_lock(app)
    open_preferences(app)
    app.press("alt+g")  # the row’s access key
    # Who has forgotten the passphrase has the key.
    fill(app, "Current Passphrase or Recovery Key", key)
    press(app, "Unlock for Good")
    wait_for("the end", lambda: is_showing(app.find("label", "The Journal Is No Longer Locked")))
    press(app, "Done")
    assert find_readable(app, WORD)
    app.act("lock")  # does nothing
    app.quit()
    app.start()
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_journal_is_locked_when_nobody_uses_it(app):
    write_and_lock(app)
    subprocess.run(["gsettings", "set", SCHEMA, "lock-idle", "3"], check=True)
    wait_until_locked(app)
    assert not is_anywhere(app, WORD)
    # A slow machine would be locked again before the text is read.
    subprocess.run(["gsettings", "set", SCHEMA, "lock-idle", "0"], check=True)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_journal_is_locked_with_the_screen(app):
    with make_bus() as bus:
        bus.own("org.gnome.ScreenSaver")
        write_and_lock(app)
        saver = "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"
        bus.say(*saver, GLib.Variant("(b)", (False,)))
        bus.say(*saver, GLib.Variant("(b)", (True,)))
        wait_until_locked(app)
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
        app.quit()


def test_portal_tells_of_the_screen(app):
    sessions, answers = [], []

    def called(_bus, sender, _path, _interface, method, parameters, invocation):
        if method == "CreateMonitor":
            token = parameters.unpack()[1]["session_handle_token"]
            sessions.append("/org/freedesktop/portal/desktop/session/"
                            f"{sender[1:].replace('.', '_')}/{token}")
            invocation.return_value(GLib.Variant("(o)", ("/org/freedesktop/portal/desktop/request/x",)))
        else:
            answers.append(parameters.unpack()[0])
            invocation.return_value(None)

    def say(bus, session, **state):
        bus.say("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit", "StateChanged",
                GLib.Variant("(oa{sv})", (session, state)))

    with make_bus() as bus:
        bus.own("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", PORTAL, called)
        write_and_lock(app, GTK_USE_PORTAL="1")
        session = wait_for("the monitor", lambda: sessions and sessions[-1])
        say(bus, session, **{"session-state": GLib.Variant("u", 2)})
        wait_for("leave to end the session", lambda: session in answers)
        # Of somebody else's monitor.
        say(bus, session + "x", **{"screensaver-active": GLib.Variant("b", True)})
        say(bus, session, **{"session-state": GLib.Variant("u", 2)})
        wait_for("another answer", lambda: answers.count(session) == 2)
        assert not app.is_locked()
        say(bus, session, **{"screensaver-active": GLib.Variant("b", True)})
        wait_until_locked(app)
        unlock(app)
        app.quit()


def test_journal_is_locked_before_the_computer_sleeps(app):
    locks = []

    def inhibit(_bus, _sender, _path, _interface, _method, parameters, invocation):
        what, _who, _why, mode = parameters.unpack()
        read_end, write_end = os.pipe()
        invocation.return_value_with_unix_fd_list(
            GLib.Variant("(h)", (0,)), Gio.UnixFDList.new_from_array([write_end]))
        locks.append((what, mode, read_end))

    def is_let_go(lock):
        """Whether nobody holds the other end any more."""
        return select.select([lock[2]], [], [], 0)[0]

    with make_bus() as bus:
        bus.own("org.freedesktop.login1", "/org/freedesktop/login1", LOGIN, inhibit)
        sleep = "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"
        write_and_lock(app, DBUS_SYSTEM_BUS_ADDRESS=os.environ["DBUS_SESSION_BUS_ADDRESS"])
        lock = wait_for("a delay of sleep", lambda: locks and locks[-1])
        assert lock[:2] == ("sleep", "delay") and not is_let_go(lock)
        bus.say(*sleep, GLib.Variant("(b)", (True,)))
        wait_until_locked(app)
        wait_for("leave to sleep", lambda: is_let_go(lock))
        bus.say(*sleep, GLib.Variant("(b)", (False,)))
        unlock(app)
        wait_for("another delay", lambda: len(locks) == 2 and not is_let_go(locks[1]))
        app.quit()


def test_another_program_locks_the_open_journal(app):
    """As another computer does, whose files a sync tool brings."""
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    secret = app.journal.parent / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    secret.chmod(0o600)
    cli = pathlib.Path(sys.argv[1]).parents[1] / "cli" / "poise-cli"
    app.press("ctrl+Home")
    # What is typed comes to the program together with the news.
    os.kill(app.pid, signal.SIGSTOP)
    subprocess.run([cli, "--journal", app.journal, "--passphrase-file", secret, "encrypt"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["xdotool", "key", "z"], check=True)
    os.kill(app.pid, signal.SIGCONT)
    wait_until_locked_elsewhere(app)
    assert not is_anywhere(app, WORD)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("what was written", lambda: not app.is_locked() and app.text() == "z" + TEXT)
    app.wait_until_saved()
    app.quit()
    assert not find_readable(app, WORD)


def run_cli(journal, passphrase, *arguments):
    secret = journal.parent / "passphrase"
    secret.write_text(passphrase + "\n")
    secret.chmod(0o600)
    cli = pathlib.Path(sys.argv[1]).parents[1] / "cli" / "poise-cli"
    return subprocess.run([cli, "--journal", journal, "--passphrase-file", secret, *arguments], check=True,
                          capture_output=True, text=True).stdout


def test_what_another_computer_locked_is_opened_once(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.quit()
    there = app.journal.parent / "there"
    shutil.copytree(app.journal, there)
    run_cli(app.journal, PASSPHRASE, "encrypt")
    run_cli(there, OTHER, "encrypt")
    run_cli(there, OTHER, "add", "Of the other computer.")
    # As a sync tool joins the two.
    shutil.copy(there / "keys.json", app.journal / "keys (conflicted copy).json")
    for month in (there / "entries").glob("*.json"):
        shutil.copy(month, app.journal / "entries" / f"{month.stem} (conflicted copy).json")
    app.start()
    wait_until_locked(app)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    wait_for("what is locked by name", lambda: is_anywhere(app, "is locked by another key"))
    press(app, "Unlock…")
    fill(app, "The Other Passphrase or Recovery Key", "something else")
    press(app, "Unlock")
    wait_for("a clear word", lambda: is_anywhere(app, "That opens nothing of the journal"))
    fill(app, "The Other Passphrase or Recovery Key", OTHER)
    press(app, "Unlock")
    wait_for("the end", lambda: is_showing(app.find("label", "All of the Journal Is Open")))
    press(app, "Done")
    wait_for("the banner to go", lambda: not any(
        is_showing(n) and "another key" in n.get_name() for n in app.find_all("label")))
    app.go_to("Journal")
    wait_for("the other entry", lambda: is_anywhere(app, "Of the other computer."))
    app.quit()
    for passphrase in (PASSPHRASE, OTHER):
        assert "Of the other computer." in run_cli(app.journal, passphrase, "list")


def test_remembered_journal_opens_without_asking(app):
    with make_keyring() as keyring:
        lock_and_remember(app, keyring)
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        # Locked by hand, it asks, also after a new start.
        app.press("ctrl+l")
        wait_until_locked(app)
        wait_for("the switch", lambda: is_sensitive(find_switch(app)))
        assert is_on(find_switch(app)) and app.is_locked() and not is_anywhere(app, WORD)
        app.quit()
        app.start()
        wait_until_locked(app)
        wait_for("the switch", lambda: is_on(find_switch(app)))
        assert app.is_locked()
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
        # And it is forgotten again.
        open_preferences(app)
        wait_for("the row", lambda: is_on(find_switch(app)) and is_sensitive(find_switch(app)))
        press(app, "Remember on This Computer")
        wait_for("nothing that is remembered", lambda: not keyring.secrets())
        wait_for("the row to be off", lambda: is_sensitive(find_switch(app)) and not is_on(find_switch(app)))
        press(app, "Remember on This Computer")
        wait_for("what is remembered", keyring.secrets)
        wait_for("the row to be on", lambda: is_sensitive(find_switch(app)) and is_on(find_switch(app)))
        press(app, "Remember on This Computer")
        wait_for("nothing that is remembered", lambda: not keyring.secrets())
        app.press("Escape")
        app.quit()
        app.start()
        wait_until_locked(app)
        wait_for("the switch", lambda: is_sensitive(find_switch(app)))
        assert not is_on(find_switch(app))
        app.quit()


def test_remembered_passphrase_was_changed(app):
    with make_keyring() as keyring:
        lock_and_remember(app, keyring)
        # Here: what is remembered follows.
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        before = keyring.secrets()
        open_preferences(app)
        app.press("alt+p")
        fill(app, "Current Passphrase or Recovery Key", PASSPHRASE)
        type_twice(app, OTHER)
        press(app, "Change Passphrase")
        wait_for("the end", lambda: is_showing(app.find("label", "The Passphrase Is Changed")))
        wait_for("what is remembered anew", lambda: keyring.secrets() and keyring.secrets() != before)
        press(app, "Done")
        app.press("Escape")
        app.quit()
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        app.quit()
        # Elsewhere: it is forgotten.
        new = app.journal.parent / "new"
        new.write_text(PASSPHRASE + "\n")
        new.chmod(0o600)
        run_cli(app.journal, OTHER, "passphrase", "--new-passphrase-file", new)
        app.start()
        wait_until_locked(app)
        wait_for("a clear word", lambda: is_anywhere(app, "The passphrase was changed since it was remembered here"))
        wait_for("nothing that is remembered", lambda: not keyring.secrets())
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
        app.quit()


def test_remembered_is_one_journal(app):
    """What is remembered of one opens no other, also where that lies in its place."""
    with make_keyring() as keyring:
        lock_and_remember(app, keyring)
        moved = app.journal.parent / "moved"
        app.journal.rename(moved)
        app.start()
        app.type("Another journal.")
        app.wait_until_saved()
        app.quit()
        run_cli(app.journal, OTHER, "encrypt")
        app.start()
        wait_until_locked(app)
        wait_for("the switch", lambda: is_sensitive(find_switch(app)))
        assert app.is_locked()
        unlock(app, OTHER)
        wait_for("the text", lambda: app.text() == "Another journal.")
        app.quit()


def test_keyring_that_cannot_remember(app):
    with make_keyring() as keyring:
        lock_and_remember(app, keyring)
        # A locked one asks nobody for another password.
        keyring.is_locked = True
        app.start()
        wait_until_locked(app)
        wait_for("a word about it", lambda: is_anywhere(app, "The keyring that remembers it is locked"))
        assert app.is_locked() and keyring.is_locked
        app.quit()
        # One that never answers holds nobody up.
        keyring.is_locked = False
        keyring.is_silent = True
        n_calls = keyring.n_calls
        app.start()
        wait_until_locked(app)
        wait_for("a call", lambda: keyring.n_calls > n_calls)
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
        open_preferences(app)
        wait_for("a word about it", lambda: is_anywhere(app, "This computer has no keyring that could remember it"))
        assert not is_sensitive(find_switch(app))
        app.press("Escape")
        app.quit()
    # None at all.
    app.start()
    wait_until_locked(app)
    wait_for("a word about it", lambda: is_anywhere(app, "This computer has no keyring that could remember it"))
    assert not is_sensitive(find_switch(app))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_locked_program_has_let_go_of_the_journal(app):
    said = app.journal.parent / "said"
    app.wrap("env", "G_MESSAGES_DEBUG=Poise-Storage", "sh", "-c",
             f"'exec \"$0\" \"$@\" >{said} 2>&1'")
    write_and_lock(app)
    # Every page was made, and something can be undone.
    for page in ("Journal", "Balance", "Write"):
        app.go_to(page)
    assert "Let go of the journal" not in said.read_text()
    app.press("ctrl+l")
    wait_until_locked(app)
    wait_for("the end of what was read", lambda: "Let go of the journal" in said.read_text())
    unlock(app)
    app.quit()


def read_memory(pid, as_in_a_core_dump):
    """What the program holds in memory of its own, file by file of /proc; of a core dump, what the kernel
    writes into one: nothing that is marked so (“dd”)."""
    maps, regions = pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines(), []
    for line in maps:
        if match := re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) ", line):
            regions.append([int(match[1], 16), int(match[2], 16), match[3]])
        elif line.startswith("VmFlags:"):
            regions[-1].append(line.split()[1:])
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, access, flags in regions:
            if "rw" in access and not (as_in_a_core_dump and "dd" in flags) and "io" not in flags:
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    yield memory.read(end - start) or b""


def holds(pid, wanted, as_in_a_core_dump):
    return {name for name, value in wanted.items()
            if any(value in region for region in read_memory(pid, as_in_a_core_dump))}


def test_core_dump_has_no_key(app):
    """Nor is there one; and a locked program has no key in its memory at all."""
    vectors = pathlib.Path(__file__).parents[1] / "storage" / "data" / "locked"
    shutil.copytree(vectors / "journal", app.journal)
    secrets = json.loads((vectors / "secrets.json").read_text())
    keys = {name: bytes.fromhex(secrets[name]) for name in ("key", "encryption", "nonce", "state")}
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    # Memory that is given back stays as it is, as for everybody else.
    app.start(MALLOC_PERTURB_="0")
    wait_until_locked(app)
    unlock(app, secrets["passphrase"])
    app.go_to("Journal")
    text = "Ich habe Ana zugehört"
    wait_for("the list", lambda: is_anywhere(app, text))
    # What is looked for can be found.
    assert holds(app.pid, keys, False) == set(keys)
    assert holds(app.pid, {"text": text.encode()}, True)
    assert not holds(app.pid, keys, True)
    app.press("ctrl+l")
    wait_until_locked(app)
    wait_for("the keys to be wiped", lambda: not holds(app.pid, keys, False))
    typed = {"passphrase": secrets["passphrase"].encode()}
    print(f"# after locking: {holds(app.pid, typed, True) or 'no passphrase'}, "
          f"{holds(app.pid, {'text': text.encode()}, True) or 'no text'} in memory", flush=True)
    limits = pathlib.Path(f"/proc/{app.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits), limits
    before = set(pathlib.Path().glob("core*"))
    os.kill(app.pid, signal.SIGABRT)
    assert app.process.wait(60) == -signal.SIGABRT
    assert set(pathlib.Path().glob("core*")) == before


def test_overview_finds_nothing(app):
    write_and_lock(app)
    subprocess.run(["gsettings", "set", SCHEMA, "search-provider", "true"], check=True)

    def search():
        return subprocess.run(
            ["gdbus", "call", "--session", "--dest", SCHEMA, "--object-path",
             "/io/github/poise_journal/Poise/SearchProvider", "--method",
             "org.gnome.Shell.SearchProvider2.GetInitialResultSet", f"['{WORD}']"],
            capture_output=True, text=True, check=True).stdout.strip()
    assert search() == "(@as [],)"
    app.act("lock")
    wait_until_locked(app)
    assert search() == "(@as [],)"
    app.quit()


def test_closed_window_leaves_no_open_journal(app):
    write_and_lock(app)
    subprocess.run(["gsettings", "set", SCHEMA, "reminder", "true"], check=True)
    app.press("ctrl+w")
    wait_for("the window to go", lambda: app.root() is None or app.root().get_child_count() == 0)
    subprocess.run(["gapplication", "launch", SCHEMA], check=True)
    wait_until_locked(app)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    subprocess.run(["gsettings", "set", SCHEMA, "reminder", "false"], check=True)
    app.quit()


def test_morning_question_waits_for_the_passphrase(app):
    """Its notification shows nothing before, and is answered after."""
    write_and_lock(app)
    app.act("lock")
    wait_until_locked(app)
    app.act("morning-question")
    wait_until_locked(app)
    unlock(app)
    wait_for("the question", lambda: app.says("Morning question") and app.text() == "")
    app.quit()


tap.main(functools.partial(make_fresh_app, sys.argv[1]))
