#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, used through AT-SPI as a screen reader would: test-app.py POISE

Runs inside build-aux/headless. Nothing waits for a fixed time: every step
waits until what it needs is there, and fails after a generous while."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
PATIENCE = 60
TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."


# What holds focusable things and is said to be so itself.
CONTAINERS = ("frame", "label", "list item", "scroll pane", "window")


def wait_for(what, condition):
    """Polls with the main loop running, since AT-SPI's cache lives on it."""
    end = time.monotonic() + PATIENCE
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        result = None
        try:
            result = condition()
        except GLib.Error:
            pass
        if result:
            return result
        timer = GLib.timeout_add(20, lambda: GLib.SOURCE_REMOVE)
        context.iteration(True)
        if context.find_source_by_id(timer):
            GLib.source_remove(timer)
    raise AssertionError(f"waited in vain for {what}")


def walk(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def ancestry(node):
    while node is not None:
        yield node
        node = node.get_parent()


def path(node):
    """What it is and in what, to be found again."""
    return " in ".join(f"{n.get_role_name()} “{n.get_name()}”" for n in ancestry(node))


class App:
    def __init__(self, folder):
        self.journal = pathlib.Path(folder) / "journal"
        self.process = None

    def start(self, *arguments):
        Atspi.set_timeout(5000, 15000)
        # The registry must be there before the program asks for it.
        wait_for("the accessibility bus", lambda: Atspi.get_desktop(0))
        self.process = subprocess.Popen(
            [PROGRAM, *arguments],
            env={**os.environ, "POISE_JOURNAL": str(self.journal), "GTK_A11Y": "atspi",
                 "G_DEBUG": "fatal-criticals",
                 # Under ASan: GTK's own leaks are not ours to find, and looking takes minutes.
                 "ASAN_OPTIONS": "detect_leaks=0",
                 "POISE_NOW": "2026-11-23T18:00:00+00:00"},
        )
        # The editor itself may be on a page that is not shown yet.
        wait_for("the window", lambda: self.tab("Write"))

    def root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def find_all(self, role, name=None):
        root = self.root()
        return [n for n in walk(root) if n.get_role_name() == role and
                (name is None or name in n.get_name())] if root else []

    def find(self, role, name=None):
        nodes = self.find_all(role, name)
        return nodes[0] if nodes else None

    def labels(self):
        return [n.get_name() for n in self.find_all("label")]

    def press_all(self, name):
        """Presses every button of a name: a list keeps spare rows, whose buttons do nothing."""
        nodes = [n for role in ("button", "push button") for n in self.find_all(role, name)
                 if n.get_action_iface() is not None]
        for node in nodes:
            with contextlib.suppress(GLib.Error):
                node.get_action_iface().do_action(0)
        return bool(nodes)

    def tab(self, page):
        return next(
            (n for role in ("toggle button", "radio button", "page tab", "push button", "button")
             for n in self.find_all(role) if page in n.get_name().replace("_", "")), None)

    def go_to(self, page):
        tab = wait_for(f"the tab of {page}", lambda: self.tab(page))
        assert tab.get_action_iface().do_action(0)

    def editor(self):
        return self.find("text", "Your Reflection")

    def text(self):
        # By the interface's name: newer bindings give an object another get_text().
        editor = self.editor()
        return Atspi.Text.get_text(editor, 0, Atspi.Text.get_character_count(editor))

    def type(self, text):
        assert wait_for("the editor", self.editor).get_editable_text_iface().insert_text(0, text, len(text.encode()))

    def wait_until_saved(self):
        wait_for("Saved", lambda: "Saved" in self.labels())

    def entries(self):
        path = self.journal / "entries" / "2026-11.json"
        return json.loads(path.read_text())["entries"] if path.exists() else []

    def quit(self):
        # The window manager's request, through the program's own action.
        subprocess.run(["gapplication", "action", "io.github.poise_journal.Poise", "quit"], check=True)
        assert self.process.wait(PATIENCE) == 0

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def make_app():
    folder = tempfile.mkdtemp()
    app = App(folder)
    try:
        yield app
    finally:
        app.kill()
        shutil.rmtree(folder)


def test_write_tag_chart_and_restart(app):
    app.start()
    app.type(TEXT)
    # Which mode it is, is the model's business; the tagger's own tests look at that.
    wait_for("the tag", lambda: {"Management", "Leadership", "Balanced"} & set(app.labels()))
    wait_for("the words", lambda: "15 words" in app.labels())
    app.wait_until_saved()
    assert [e["text"] for e in app.entries()] == [TEXT]

    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    wait_for("the week", lambda: any("Week of 23 Nov" in n for n in app.labels()))
    app.go_to("Balance")
    wait_for("the sentence", lambda: any("you wrote 1 entry" in n for n in app.labels()))
    wait_for("the week's bar", lambda: any(
        "23 November" in n.get_name() and "1 entry" in n.get_name() for n in walk(app.root())))
    app.quit()

    app.start()
    wait_for("the text of before", lambda: app.text() == TEXT)
    app.quit()


def test_typing_survives_a_kill_after_a_second(app):
    app.start()
    app.type(TEXT)
    typed = time.monotonic()
    wait_for("a second to pass", lambda: time.monotonic() - typed > 1.5)
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()
    assert [e["text"] for e in app.entries()] == [TEXT]


def test_delete_and_undo(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    wait_for("the button", lambda: app.press_all("Delete Entry"))
    wait_for("the entry to go", lambda: app.entries() == [])
    wait_for("the toast", lambda: app.press_all("Undo"))
    wait_for("the entry to be back", lambda: [e["text"] for e in app.entries()] == [TEXT])
    app.quit()


def test_damaged_month_is_said_and_kept(app):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    path.write_text("{ not json")
    app.start()
    wait_for("the message", lambda: any("2026-11.json" in n for n in app.labels()))
    app.type(TEXT)
    app.wait_until_saved()
    assert path.read_text() == "{ not json"
    app.quit()
    app.start()
    wait_for("the text of before", lambda: app.text() == TEXT)
    app.quit()


def test_no_folder_and_recovery(app):
    app.journal.write_text("a file where the folder should be")
    app.start()
    app.type(TEXT)
    wait_for("the message", lambda: any(str(app.journal) in n and "still in this window" in n
                                        for n in app.labels()))
    assert app.text() == TEXT
    app.journal.unlink()
    app.wait_until_saved()
    assert [e["text"] for e in app.entries()] == [TEXT]
    app.quit()


def test_change_from_outside_is_shown(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    path = app.journal / "entries" / "2026-11.json"
    content = json.loads(path.read_text())
    content["entries"][0]["text"] = "Changed by a sync."
    content["entries"][0]["modified"] = "2026-11-23T19:00:00+00:00"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(content))
    fresh.rename(path)
    wait_for("the new text", lambda: app.text() == "Changed by a sync.")
    app.quit()


def test_pasted_megabyte(app):
    app.start()
    text = "Wrote the rota for the week. " * 36000
    app.type(text)
    app.wait_until_saved()
    assert [len(e["text"]) for e in app.entries()] == [len(text)]
    app.quit()


def test_every_focusable_has_a_name(app):
    app.start("--sample")
    unnamed = []
    for page in ("Write", "Journal", "Balance"):
        app.go_to(page)
        wait_for("the page", lambda: app.find_all("label"))
        for node in walk(app.root()):
            states = node.get_state_set()
            if (states.contains(Atspi.StateType.FOCUSABLE) and not node.get_name() and
                    node.get_role_name() not in CONTAINERS and
                    # What a drop-down is made of is GTK's; it has the name itself.
                    not any(n.get_role_name() == "combo box" for n in ancestry(node.get_parent()))):
                unnamed.append((page, path(node)))
    assert not unnamed, unnamed
    app.quit()


def test_sample_leaves_the_disk_alone(app):
    app.start("--sample", "--page=journal")
    wait_for("the sample", lambda: any("Amira" in n for n in app.labels()))
    app.quit()
    assert not app.journal.exists()


tap.main(make_app)
