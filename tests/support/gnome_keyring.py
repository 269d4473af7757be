# SPDX-License-Identifier: GPL-3.0-or-later
"""GNOME's own keyring on the session bus, in the home of build-aux/headless."""

import contextlib
import os
import pathlib
import shutil
import subprocess

from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
LOGIN = ROOT + "/collection/login"
PASSWORD = b"a password of the session"


def is_installed():
    return shutil.which("gnome-keyring-daemon") is not None


class GnomeKeyring:
    """Open, as after somebody logged in."""

    def __init__(self, wait_for):
        self.wait_for = wait_for
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        # Nothing of the tests before.
        shutil.rmtree(pathlib.Path(os.environ["XDG_DATA_HOME"]) / "keyrings", ignore_errors=True)
        self.process = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                                        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process.stdin.write(PASSWORD)
        self.process.stdin.close()
        wait_for("the keyring", lambda: self.is_open())

    def call(self, path, interface, method, arguments):
        return self.bus.call_sync(NAME, path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NO_AUTO_START, 5000, None).unpack()

    def is_open(self):
        with contextlib.suppress(GLib.Error):
            arguments = GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Locked"))
            return self.call(LOGIN, "org.freedesktop.DBus.Properties", "Get", arguments) == (False,)
        return False

    def find(self, attributes):
        """What can be read of what has them."""
        arguments = GLib.Variant("(a{ss})", (attributes,))
        return self.call(ROOT, "org.freedesktop.Secret.Service", "SearchItems", arguments)[0]

    def lock(self):
        arguments = GLib.Variant("(ao)", ([LOGIN],))
        self.wait_for("the keyring to be locked", lambda: self.call(
            ROOT, "org.freedesktop.Secret.Service", "Lock", arguments) and not self.is_open())

    def leave(self):
        self.process.terminate()
        self.process.wait(60)


@contextlib.contextmanager
def make_gnome_keyring(wait_for):
    keyring = GnomeKeyring(wait_for)
    try:
        yield keyring
    finally:
        keyring.leave()
