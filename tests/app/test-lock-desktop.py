#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that is locked: what leaves the computer locks it, what the desktop remembers of it, and what
it shows of it. test-lock-desktop.py POISE, inside build-aux/headless."""

import contextlib
import functools
import os
import pathlib
import select
import subprocess
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from gi.repository import Gio  # noqa: E402
import gnome_keyring  # noqa: E402
import secrets_service  # noqa: E402
from lock_app import (OTHER, PASSPHRASE, SCHEMA, TEXT, WORD, fill, is_anywhere,  # noqa: E402
                      is_sensitive, make_fresh_app, open_preferences, press, run_cli, run_locker, start_locked,
                      start_unlocked, type_twice, unlock, wait_until_locked)
from poise_app import Atspi, GLib, is_showing, wait_for, walk  # noqa: E402

LOGIN = """<node><interface name='org.freedesktop.login1.Manager'>
<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/></method>
</interface></node>"""
PORTAL = """<node><interface name='org.freedesktop.portal.Inhibit'>
<method name='CreateMonitor'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
<arg type='o' direction='out'/></method>
<method name='QueryEndResponse'><arg type='o' direction='in'/></method></interface></node>"""


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


def test_journal_is_locked_when_nobody_uses_it(app):
    start_unlocked(app)
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
        start_unlocked(app)
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
        start_unlocked(app, GTK_USE_PORTAL="1")
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
        start_unlocked(app, DBUS_SYSTEM_BUS_ADDRESS=os.environ["DBUS_SESSION_BUS_ADDRESS"])
        lock = wait_for("a delay of sleep", lambda: locks and locks[-1])
        assert lock[:2] == ("sleep", "delay") and not is_let_go(lock)
        bus.say(*sleep, GLib.Variant("(b)", (True,)))
        wait_until_locked(app)
        wait_for("leave to sleep", lambda: is_let_go(lock))
        bus.say(*sleep, GLib.Variant("(b)", (False,)))
        unlock(app)
        wait_for("another delay", lambda: len(locks) == 2 and not is_let_go(locks[1]))
        app.quit()


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


def is_useless(node):
    return node is not None and not is_sensitive(node)


def is_on(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.CHECKED)


def is_usable_and_on(app):
    switch = find_switch(app)
    return is_sensitive(switch) and is_on(switch)


def lock_and_remember(app, keyring):
    """Leaves Poise with a journal that the keyring opens."""
    start_locked(app)
    wait_for("the keyring's answer", lambda: is_sensitive(find_switch(app)))
    assert not is_on(find_switch(app))
    press(app, "Remember on This Computer")
    wait_for("the switch to be on", lambda: is_on(find_switch(app)))
    unlock(app)
    wait_for("what is remembered", keyring.secrets)
    assert PASSPHRASE.encode() not in keyring.secrets()[0]
    app.quit()


def test_remembered_journal_opens_without_asking(app):
    with make_keyring() as keyring:
        lock_and_remember(app, keyring)
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        # Locked by hand, it asks, also after a new start.
        app.press("ctrl+l")
        wait_until_locked(app)
        wait_for("the switch, which is on", lambda: is_usable_and_on(app) and app.is_locked())
        assert not is_anywhere(app, WORD)
        app.quit()
        app.start()
        wait_until_locked(app)
        wait_for("the switch, which is on", lambda: is_on(find_switch(app)) and app.is_locked())
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
        # And it is forgotten again.
        open_preferences(app)
        wait_for("the row", lambda: is_usable_and_on(app))
        press(app, "Remember on This Computer")
        wait_for("nothing that is remembered", lambda: not keyring.secrets())
        wait_for("the row to be off", lambda: is_sensitive(find_switch(app)) and not is_on(find_switch(app)))
        press(app, "Remember on This Computer")
        wait_for("what is remembered", keyring.secrets)
        wait_for("the row to be on", lambda: is_usable_and_on(app))
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
        run_locker(app.journal, "change", OTHER, PASSPHRASE)
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
        run_locker(app.journal, "lock", OTHER)
        app.start()
        wait_until_locked(app)
        wait_for("the switch", lambda: is_sensitive(find_switch(app)) and app.is_locked())
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
        wait_for("a word about it", lambda: is_anywhere(app, "The keyring that remembers it is locked") and
                 app.is_locked())
        assert keyring.is_locked
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
        wait_for("a switch that is of no use", lambda: is_useless(find_switch(app)))
        app.press("Escape")
        app.quit()
    # None at all.
    app.start()
    wait_until_locked(app)
    wait_for("a word about it", lambda: is_anywhere(app, "This computer has no keyring that could remember it"))
    wait_for("a switch that is of no use", lambda: is_useless(find_switch(app)))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def find_remembered(keyring):
    return keyring.find({"xdg:schema": f"{SCHEMA}.Journal"})


def remember(app, keyring):
    """On the passphrase page, which has to ask."""
    wait_until_locked(app)
    wait_for("the keyring's answer", lambda: is_sensitive(find_switch(app)))
    press(app, "Remember on This Computer")
    wait_for("the switch to be on", lambda: is_on(find_switch(app)))
    unlock(app)
    wait_for("what is remembered", lambda: find_remembered(keyring))
    app.quit()


@contextlib.contextmanager
def make_gnome_keyring():
    if not gnome_keyring.is_installed():
        raise tap.Skip("GNOME's keyring is not installed")
    with gnome_keyring.make_gnome_keyring(wait_for) as keyring:
        yield keyring


def test_gnome_keyring_remembers(app):
    with make_gnome_keyring() as keyring:
        start_locked(app)
        remember(app, keyring)
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        app.quit()
        # Changed elsewhere: it asks, says why, and forgets.
        new = app.journal.parent / "new"
        new.write_text(OTHER + "\n")
        new.chmod(0o600)
        run_cli(app.journal, PASSPHRASE, "passphrase", "--new-passphrase-file", new)
        app.start()
        wait_until_locked(app)
        wait_for("a clear word", lambda: is_anywhere(app, "The passphrase was changed since it was remembered here"))
        wait_for("nothing that is remembered", lambda: not find_remembered(keyring))
        # The switch is still on: the new one is remembered.
        unlock(app, OTHER)
        wait_for("what is remembered", lambda: find_remembered(keyring))
        app.quit()
        app.start()
        wait_for("the text", lambda: app.text() == TEXT)
        # Forgotten by the preferences.
        open_preferences(app)
        wait_for("the row", lambda: is_usable_and_on(app))
        press(app, "Remember on This Computer")
        wait_for("nothing that is remembered", lambda: not find_remembered(keyring))
        app.press("Escape")
        app.quit()
        app.start()
        wait_until_locked(app)
        wait_for("the keyring's answer", lambda: is_sensitive(find_switch(app)) and app.is_locked())
        assert not is_on(find_switch(app))
        app.quit()


def test_gnome_keyring_is_locked_or_gone(app):
    with make_gnome_keyring() as keyring:
        start_locked(app)
        remember(app, keyring)
        keyring.lock()
        app.start()
        wait_until_locked(app)
        wait_for("a word about it", lambda: is_anywhere(app, "The keyring that remembers it is locked") and
                 app.is_locked())
        assert not keyring.is_open()
        app.quit()
    app.start()
    wait_until_locked(app)
    wait_for("a word about it", lambda: is_anywhere(app, "This computer has no keyring that could remember it"))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_overview_finds_nothing(app):
    start_unlocked(app)
    subprocess.run(["gsettings", "set", SCHEMA, "search-provider", "true"], check=True)

    def search():
        return subprocess.run(
            ["gdbus", "call", "--session", "--dest", SCHEMA, "--object-path",
             "/io/github/poise_journal/Poise/SearchProvider", "--method",
             "org.gnome.Shell.SearchProvider2.GetInitialResultSet", f"['{WORD}']"],
            capture_output=True, text=True, check=True).stdout.strip()
    assert search() == "(@as [],)"
    open_preferences(app)
    wait_for("a word about it", lambda: is_anywhere(app, "not even while it is open"))
    wait_for("a switch that is of no use", lambda: is_useless(find_switch(app, "Find Entries from the Overview")))
    app.press("Escape")
    wait_for("the preferences to go", lambda: not app.window("Preferences"))
    app.act("lock")
    wait_until_locked(app)
    assert search() == "(@as [],)"
    app.quit()


def test_closed_window_leaves_no_open_journal(app):
    # Before the start: else the program may not know yet that it is to go on without a window.
    subprocess.run(["gsettings", "set", SCHEMA, "reminder", "true"], check=True)
    start_unlocked(app)
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
    start_locked(app)
    app.act("morning-question")
    wait_until_locked(app)
    unlock(app)
    wait_for("the question", lambda: app.says("Morning question") and app.text() == "")
    app.quit()


tap.main(functools.partial(make_fresh_app, os.path.abspath(sys.argv[1])))
