#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Poise says to the desktop over a real session bus: reminders, the
background portal, the overview's search. test-bus.py POISE, inside
build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import make_app, wait_for  # noqa: E402

from gi.repository import Gio, GLib  # noqa: E402

TEXT = "Asked Amira what she would change here, and listened."
ID = "018f3c1e-7b2a-7c44-9d0e-5a1b2c3d4e5f"
SCHEMA = "io.github.poise_journal.Poise"
PATH = "/" + SCHEMA.replace(".", "/")

NOTIFICATIONS = """<node><interface name='org.gtk.Notifications'>
<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='a{sv}' direction='in'/></method>
<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
</method></interface></node>"""

PORTAL = """<node><interface name='org.freedesktop.portal.Background'>
<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
<arg type='o' direction='out'/></method></interface></node>"""


class Desktop:
    """Stands in for what a desktop has on the bus, and writes down what it is told."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.added, self.removed, self.requests = [], [], []
        self.grants = True
        self.waiting = None  # a list of what is to be answered later
        self.names = []

    def own(self, name, path, xml, callback):
        interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
        registration = self.bus.register_object(path, interface, callback, None, None)
        owned = []
        flags = Gio.BusNameOwnerFlags.REPLACE | Gio.BusNameOwnerFlags.ALLOW_REPLACEMENT
        owner = Gio.bus_own_name_on_connection(self.bus, name, flags, lambda *_: owned.append(1),
                                               None)
        wait_for(name, lambda: owned)
        self.names.append((owner, registration))

    def own_notifications(self):
        self.own("org.gtk.Notifications", "/org/gtk/Notifications", NOTIFICATIONS, self.notified)

    def own_portal(self):
        self.own("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", PORTAL,
                 self.requested)

    def notified(self, bus, sender, path, interface, method, parameters, invocation):
        values = parameters.unpack()
        (self.added if method == "AddNotification" else self.removed).append(values)
        invocation.return_value(None)

    def requested(self, bus, sender, path, interface, method, parameters, invocation):
        options = parameters.unpack()[1]
        self.requests.append(options)
        handle = (f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/"
                  f"{options['handle_token']}")
        invocation.return_value(GLib.Variant("(o)", (handle,)))
        if self.waiting is None:
            self.answer(sender, handle, options)
        else:
            self.waiting.append((sender, handle, options))

    def answer(self, sender, handle, options):
        granted = options["autostart"] and self.grants
        self.bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response",
                        GLib.Variant("(ua{sv})", (0 if self.grants else 1, {
                            "background": GLib.Variant("b", granted),
                            "autostart": GLib.Variant("b", granted)})))

    def leave(self):
        for owner, registration in self.names:
            Gio.bus_unown_name(owner)
            self.bus.unregister_object(registration)


@contextlib.contextmanager
def make(program):
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    shutil.rmtree(config / "glib-2.0", ignore_errors=True)
    desktop = Desktop()
    try:
        with make_app(program) as app:
            app.desktop = desktop
            yield app
    finally:
        desktop.leave()


def get(key):
    return subprocess.run(["gsettings", "get", SCHEMA, key], capture_output=True, text=True,
                          check=True).stdout.strip()


def put(key, value):
    subprocess.run(["gsettings", "set", SCHEMA, key, value], check=True)


def write_journal(app, day):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({
        "format": "poise-month", "version": 1, "month": "2026-11", "entries": [{
            "id": ID, "day": day, "created": f"{day}T09:00:00+00:00",
            "modified": f"{day}T09:00:00+00:00", "text": TEXT}]}))


def leave(app, *keys):
    """Switches off what keeps it, once the window is gone: that keeps its place as it goes, and with it GLib
    writes all settings anew, also those that it has not heard of yet."""
    app.act("quit")
    wait_for("the window to go", lambda: not app.tab("Write"))
    # It stays to remind tomorrow.
    assert app.process.poll() is None
    for key in keys:
        put(key, "false")
    assert app.process.wait(60) == 0


def test_reminder_comes_once_and_opens_today(app):
    app.desktop.own_notifications()
    write_journal(app, "2026-11-22")
    put("reminder", "true")
    put("reminder-time", "1081")
    app.serve()
    # The clock stands at 18:00: 18:01 is still to come, 17:00 is past.
    put("reminder-time", "1020")
    wait_for("the reminder", lambda: app.desktop.added)
    put("text-scale", "1.5")
    application, name, notification = app.desktop.added[0]
    assert application == SCHEMA, app.desktop.added
    wait_for("that it is kept", lambda: get("reminded-day") == "'2026-11-23'")
    said = json.dumps(notification, default=str)
    assert "Amira" not in said and "Write Now" in said and "app.write-now" in said, said
    # What the desktop does when the button is pressed.
    app.act("write-now")
    wait_for("a blank page of today", lambda: app.editor() and app.text() == "")
    app.type("Now.")
    wait_for("the reminder to be withdrawn", lambda: app.desktop.removed)
    assert len(app.desktop.added) == 1, app.desktop.added
    leave(app, "reminder")


def test_reminder_is_silent_on_written_days(app):
    app.desktop.own_notifications()
    write_journal(app, "2026-11-23")
    put("reminder", "true")
    put("reminder-time", "1020")
    app.start()
    wait_for("the entry", lambda: app.text() == TEXT)
    # The day is not written any more: only now is there a reason to remind.
    (app.journal / "entries" / "2026-11.json").unlink()
    wait_for("the entry to go", lambda: app.text() == "")
    wait_for("the reminder", lambda: app.desktop.added)
    assert len(app.desktop.added) == 1
    leave(app, "reminder")


def test_reminder_knows_its_days(app):
    app.desktop.own_notifications()
    put("reminder", "true")
    put("reminder-days", "['tuesday', 'sunday']")
    put("reminder-time", "1020")
    app.start()
    assert get("reminded-day") == "''"
    put("reminder-days", "['monday']")
    wait_for("the reminder", lambda: app.desktop.added)
    # It came: other days, or another time that is past, bring it no second time. The morning's is looked for last.
    put("reminder-days", "['monday', 'tuesday']")
    put("reminder-time", "1035")
    put("morning-time", "1020")
    put("morning-question", "true")
    wait_for("the morning's", lambda: any(name == "morning" for _, name, _ in app.desktop.added))
    assert [name for _, name, _ in app.desktop.added] == ["reminder", "morning"], app.desktop.added
    leave(app, "reminder", "morning-question")


def read_entries(app):
    path = app.journal / "entries" / "2026-11.json"
    return json.loads(path.read_text())["entries"] if path.exists() else []


def test_morning_question_comes_and_opens(app):
    """It tells nothing of the journal, and opens an entry that is not counted."""
    app.desktop.own_notifications()
    write_journal(app, "2026-11-23")
    put("morning-question", "true")
    put("morning-time", "1081")
    app.serve()
    put("morning-time", "1020")
    wait_for("the notification", lambda: app.desktop.added)
    application, name, notification = app.desktop.added[0]
    assert name == "morning" and len(app.desktop.added) == 1, app.desktop.added
    said = json.dumps(notification, default=str)
    assert "Amira" not in said and "Answer It" in said and "app.morning-question" in said, said
    wait_for("that it is kept", lambda: get("morning-asked-day") == "'2026-11-23'")
    app.act("morning-question")
    wait_for("a blank page", lambda: app.editor() and app.text() == "")
    wait_for("what it is", lambda: app.says("Morning question"))
    question = wait_for("the question", lambda: next((n for n in app.labels() if n.endswith("?")), None))
    wait_for("another one", lambda: app.press_all("Another Question"))
    wait_for("another question", lambda: not app.says(question))
    app.type("I asked the team what they need, and listened.")
    app.wait_until_saved()
    wait_for("the notification to be withdrawn", lambda: app.desktop.removed)
    answer = next(e for e in read_entries(app) if e["id"] != ID)
    assert answer["kind"] == "morning" and answer["prompt"]["id"].startswith("strength-"), answer
    assert "tag" not in answer, answer
    # What was answered is shown again, and the day's page is another one.
    app.press("alt+Home")
    wait_for("today", lambda: app.text() == TEXT)
    app.choose_item("Other New Entries", "_Morning Question")
    wait_for("the answer", lambda: app.text() == answer["text"])
    put("morning-question", "false")
    wait_for("the menu", lambda: app.press_named("Other New Entries"))
    # The program hears of the setting a moment later.
    wait_for("its items", lambda: app.find_menu_item("After an _Event") and
             app.find_menu_item("_Morning Question") is None)
    app.quit()


def test_morning_question_before_the_journal_is_there(app):
    """Who starts Poise by the notification is asked, whatever was open last."""
    write_journal(app, "2026-11-23")
    put("morning-question", "true")
    app.serve()
    app.act("morning-question")
    wait_for("the question", lambda: app.editor() and app.says("Morning question") and app.text() == "")
    leave(app, "morning-question")


def switch_reminder(app):
    app.act("preferences")
    wait_for("the switch", lambda: app.press_named("Remind Me to Write"))


def test_background_portal_is_asked(app):
    app.desktop.own_portal()
    app.start(GTK_USE_PORTAL="1")
    switch_reminder(app)
    wait_for("the request", lambda: app.desktop.requests)
    request = app.desktop.requests[0]
    assert request["autostart"] is True
    assert request["commandline"] == ["poise", "--gapplication-service"]
    wait_for("the setting", lambda: get("reminder") == "true")
    leave(app, "reminder")


def test_background_refused_is_said(app):
    app.desktop.own_portal()
    app.desktop.grants = False
    app.start(GTK_USE_PORTAL="1")
    switch_reminder(app)
    wait_for("the way out", lambda: any("Settings, under Apps" in n for n in app.labels()))
    wait_for("the switch to be back", lambda: get("reminder") == "false")
    app.quit()


def test_background_refused_for_both(app):
    """Asked for the second while the person still thinks about the first."""
    app.desktop.own_portal()
    app.desktop.grants, app.desktop.waiting = False, []
    app.start(GTK_USE_PORTAL="1")
    switch_reminder(app)
    wait_for("the other switch", lambda: app.press_named("Ask a Morning Question"))
    wait_for("both requests", lambda: len(app.desktop.waiting) == 2)
    for request in app.desktop.waiting:
        app.desktop.answer(*request)
    wait_for("both switches to be back", lambda: get("reminder") == get("morning-question") == "false")
    wait_for("both ways out", lambda: sum("Settings, under Apps" in n for n in app.labels()) == 2)
    app.quit()


def search(app, method, arguments, answer):
    return app.desktop.bus.call_sync(
        SCHEMA, f"{PATH}/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
        arguments, GLib.VariantType(answer) if answer else None, Gio.DBusCallFlags.NONE, 20000,
        None).unpack()


def test_search_finds_nothing_until_switched_on(app):
    write_journal(app, "2026-11-22")
    app.start()
    terms = GLib.Variant("(as)", (["amira"],))
    assert search(app, "GetInitialResultSet", terms, "(as)") == ([],)
    assert search(app, "GetResultMetas", GLib.Variant("(as)", ([ID],)), "(aa{sv})") == ([],)

    put("search-provider", "true")
    wait_for("the entry", lambda: search(app, "GetInitialResultSet", terms, "(as)") == ([ID],))
    assert search(app, "GetInitialResultSet", GLib.Variant("(as)", (["nothing"],)), "(as)") == ([],)
    assert search(app, "GetSubsearchResultSet",
                  GLib.Variant("(asas)", ([ID], ["AMIRA", "change"])), "(as)") == ([ID],)
    (metas,) = search(app, "GetResultMetas", GLib.Variant("(as)", ([ID, "unknown"],)), "(aa{sv})")
    assert len(metas) == 1 and metas[0]["id"] == ID and "Amira" in metas[0]["description"]
    assert metas[0]["name"] == "Sunday, 22 November 2026", metas

    search(app, "ActivateResult", GLib.Variant("(sasu)", (ID, ["amira"], 0)), None)
    wait_for("the entry to be open", lambda: app.text() == TEXT)
    search(app, "LaunchSearch", GLib.Variant("(asu)", (["change", "here"], 0)), None)
    wait_for("the search", lambda: app.says("1 entry"))
    app.quit()


tap.main(functools.partial(make, sys.argv[1]))
