# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, used through AT-SPI as a screen reader would.

For tests that run inside build-aux/headless. Nothing waits for a fixed time:
every step waits until what it needs is there, and fails after a generous
while."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

import tap  # noqa: E402

PATIENCE = int(os.environ.get("POISE_PATIENCE", 120))
# Monday evening.
NOW = "2026-11-23T18:00:00+00:00"


def rest(seconds):
    """Lets the main loop run for a while: what the program says comes in by it."""
    over = []
    GLib.timeout_add(int(1000 * seconds), lambda: over.append(True))
    while not over:
        GLib.MainContext.default().iteration(True)


def wait_for(what, condition, patience=PATIENCE):
    """Polls, and rests for as long as a poll takes: each has the program answer, which it does
    instead of what is waited for. Polls once more when the time is over, for whoever was kept waiting."""
    end = time.monotonic() + patience
    while True:
        begun = time.monotonic()
        tree.refresh()
        # What is asked may just go, and a file may not be there yet.
        with contextlib.suppress(GLib.Error, FileNotFoundError):
            result = condition()
            if result:
                return result
        if begun > end:
            raise AssertionError(f"waited in vain for {what}")
        rest(min(max(0.02, time.monotonic() - begun), 0.5))


class Tree:
    """Remembers who is in what, and as what, until the program says that this changes. Names, texts and
    states are asked for each time. (The library's own cache misses some of GTK's changes.)"""

    # What was changed without a word is seen after so many seconds.
    LIFETIME = 3
    # Whether a program is asked for all of its parts in one call.
    asks_at_once = True

    def __init__(self):
        self.children, self.roles, self.made, self.bus = {}, {}, 0, None
        self.listener = Atspi.EventListener.new(lambda event: self.children.pop(event.source, None))

    def refresh(self):
        if not self.made:
            self.listener.register("object:children-changed")
        while GLib.MainContext.default().iteration(False):
            pass
        if time.monotonic() > self.made + self.LIFETIME:
            self.forget_changes()
            self.made = time.monotonic()

    def call(self, name, path, method, *arguments):
        """Asks somebody on the accessibility bus."""
        if self.bus is None:
            session = Gio.bus_get_sync(Gio.BusType.SESSION)
            reply = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                         None, None, Gio.DBusCallFlags.NONE, 5000)
            self.bus = Gio.DBusConnection.new_for_address_sync(
                reply.unpack()[0], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        return self.bus.call_sync(name, path, method.rpartition(".")[0], method.rpartition(".")[2],
                                  *arguments, None, Gio.DBusCallFlags.NONE, 15000)

    # A part as GLib prints it; unpacking all of it into Python takes longer than the call.
    ITEM = re.compile(r"\(\('[^']*', '([^']*)'\), \('[^']*', '[^']*'\), \('[^']*', '([^']*)'\), (-?\d+), (-?\d+), "
                      r".*?, \[(\d+), \d+\]\)(?=, \(\('|\])")

    def read_items(self, program):
        """What a program says of all its parts, in one answer: by path (parent, index, number of
        children, states)."""
        items = self.call(program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache.GetItems", None)
        return {path: (parent, int(index), int(count), int(states))
                for path, parent, index, count, states in self.ITEM.findall(items.print_(False))}

    def forget_changes(self):
        """Forgets what is not as the programs say; asking for it all anew would take a call for each part."""
        if not self.asks_at_once:
            self.children.clear()
            self.roles.clear()
            return
        lines = {}
        # Of a program that has ended the parts are in none.
        for program in {node.app.bus_name for node in self.children if node.app}:
            with contextlib.suppress(GLib.Error):
                items = self.read_items(program)
                below = {}
                for path, (parent, index, _count, _states) in items.items():
                    below.setdefault(parent, []).append((index, path))
                lines.update({(program, path): (item[2], [p for _, p in sorted(below.get(path, []))])
                              for path, item in items.items()})

        def get_line(node):
            return lines.get((node.app.bus_name, node.path)) if node.app else None

        self.children = {node: nodes for node, nodes in self.children.items()
                         if get_line(node) == (len(nodes), [n.path for n in nodes])}
        self.roles = {node: role for node, role in self.roles.items() if get_line(node)}

    def get_children(self, node):
        if node not in self.children:
            nodes = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            self.children[node] = [n for n in nodes if n is not None]
        return self.children[node]

    def get_role(self, node):
        if node not in self.roles:
            self.roles[node] = node.get_role_name()
        return self.roles[node]


tree = Tree()


def walk(node):
    """It and all that is in it; nothing while it is not there."""
    if node is not None:
        yield node
        for child in tree.get_children(node):
            yield from walk(child)


def find_focused(node):
    """What in a node has the keyboard's focus; a list's row and what is in it may both have it."""
    if node is None or node.app is None:
        return []
    if not tree.asks_at_once:
        return [n for n in walk(node) if n.get_state_set().contains(Atspi.StateType.FOCUSED)]
    focused = {path for path, item in tree.read_items(node.app.bus_name).items()
               if item[3] & 1 << int(Atspi.StateType.FOCUSED)}
    return [n for n in walk(node) if n.path in focused] if focused else []


def read_text(node):
    if node is None or node.get_text_iface() is None:
        return ""
    # By the interface's name: newer bindings give an object another get_text().
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def ancestry(node):
    while node is not None:
        yield node
        node = node.get_parent()


def path(node):
    """What it is and in what, to be found again."""
    return " in ".join(f"{n.get_role_name()} “{n.get_name()}”" for n in ancestry(node))


# Above the windows.
BEYOND = ("application", "desktop frame")
# What holds focusable things and is said to be so itself.
CONTAINERS = ("frame", "filler", "label", "list", "scroll pane", "window", "panel")


def is_showing(node):
    """Whether it and all that it is in are visible. (GTK 4.8 has no “showing”.)"""
    return node is not None and all(n.get_state_set().contains(Atspi.StateType.VISIBLE)
                                    for n in ancestry(node) if n.get_role_name() not in BEYOND)


def walk_visible(node):
    """As walk(), but leaves out what is in something that is not visible."""
    states = node.get_state_set()
    if states.contains(Atspi.StateType.VISIBLE) or tree.get_role(node) in BEYOND:
        yield node, states
        for child in tree.get_children(node):
            yield from walk_visible(child)


def find_focusable(node):
    """What the keyboard can come to now. Newer GTK names what is on another page when that is shown."""
    return [n for n, states in walk_visible(node) if states.contains(Atspi.StateType.FOCUSABLE)] \
        if is_showing(node) else []


def holds_row(node):
    """Of libadwaita's expander row the keyboard comes to the row in it, which has the name."""
    return tree.get_role(node) == "list item" and any(
        n is not node and n.get_name() and tree.get_role(n) == "list item" for n in walk(node))


def find_unnamed(node):
    """Focusable things without a name; what a drop-down is made of is GTK's and has its name."""
    return [path(n) for n in find_focusable(node)
            if not n.get_name() and n.get_role_name() not in CONTAINERS and not holds_row(n) and
            not any(a.get_role_name() == "combo box" for a in ancestry(n.get_parent()))]


# What GTK finds fault with is the program's fault. (Fonts and the session's bus are not.)
FAULT = re.compile(rb"\((?:poise|io\.github)[^)]*\): (?:Gtk|Gdk|Gsk|Adwaita|GLib-GObject|Poise[^ ]*)-(?:WARNING|CRITICAL)"
                   # GTK's own: a spin row that stops being sensitive while it has the focus.
                   rb"(?!.*GtkText - did not receive a focus-out event)"
                   # And GDK 4.24's about its own clock, on X11.
                   rb"(?!.*gdk_frame_timings_submitted)")


def listen(stream, faults):
    """Hands on what a program says, and keeps what it should not have to say."""
    for line in stream:
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
        if FAULT.search(line):
            faults.append(line.decode(errors="replace").strip())


class App:
    """One Poise and its journal; the clock stands at NOW."""

    def __init__(self, program, folder):
        self.program = program
        self.journal = pathlib.Path(folder) / "journal"
        self.process = None
        self.pid = None
        self.faults = []
        self.locked = "This Journal Is Locked"  # what says that it is, in the program's language
        self.found = self.found_pid = None

    def make_environment(self, **variables):
        if "journal" not in variables:
            return {"POISE_JOURNAL": str(self.journal), **variables}
        return {name: value for name, value in variables.items() if value is not None}

    def wrap(self, *command):
        """Has the program started through another one."""
        script = self.journal.parent / "start"
        script.write_text("#!/bin/sh\nexec " + " ".join(map(str, command)) + f' "{self.program}" "$@"\n')
        script.chmod(0o700)
        self.program = script

    def adopt(self, pid):
        """Drives a program that somebody else started."""
        self.pid = pid

    def start(self, *arguments, **environment):
        """Further variables of the program's environment by name; journal=None for its usual one."""
        Atspi.set_timeout(5000, 15000)
        # The registry must be there before the program asks for it.
        wait_for("the accessibility bus", lambda: Atspi.get_desktop(0))
        self.process = subprocess.Popen(
            [self.program, *arguments],
            env={**os.environ, "GTK_A11Y": "atspi",
                 "G_DEBUG": "fatal-criticals",
                 # Under ASan: GTK's own leaks are not ours to find, and looking takes minutes.
                 "ASAN_OPTIONS": "detect_leaks=0:quarantine_size_mb=16",
                 "POISE_NOW": NOW, **self.make_environment(**environment)},
            stderr=subprocess.PIPE)
        # Whoever inherited the pipe may keep it open.
        threading.Thread(target=listen, args=(self.process.stderr, self.faults), daemon=True).start()
        self.pid = self.process.pid
        # The editor itself may be on a page that is not shown yet.
        if "--gapplication-service" not in arguments:
            wait_for("the window", lambda: self.tab("Write") or self.is_locked() or
                     self.process.poll() is not None)
            assert self.process.poll() is None, f"it ended with {self.process.returncode}"

    def serve(self):
        """Starts it without a window, as the session and the bus do."""
        self.start("--gapplication-service")
        wait_for("the name on the bus", lambda: "true" in subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path",
             "/org/freedesktop/DBus", "--method", "org.freedesktop.DBus.NameHasOwner",
             "io.github.poise_journal.Poise"], capture_output=True, text=True).stdout)

    def is_locked(self):
        """Whether it asks for the passphrase."""
        return is_showing(self.find("label", self.locked))

    def root(self):
        """The program itself; None while it is not there. It is in none itself once it has ended."""
        if self.found is None or self.found.app is None or self.found_pid != self.pid:
            desktop = Atspi.get_desktop(0)
            nodes = (desktop.get_child_at_index(i) for i in range(desktop.get_child_count()))
            self.found = next((n for n in nodes if n is not None and n.get_process_id() == self.pid), None)
            self.found_pid = self.pid
        return self.found

    def iterate(self, role, name=None):
        root = self.root()
        # Newer libraries say “button” where older ones say “push button”.
        roles = ("push button", "button") if role == "push button" else (role,)
        return (n for n in walk(root) if tree.get_role(n) in roles and
                (name is None or name in n.get_name())) if root else iter(())

    def find_all(self, role, name=None):
        return list(self.iterate(role, name))

    def find(self, role, name=None):
        return next(self.iterate(role, name), None)

    def labels(self):
        return [n.get_name() for n in self.find_all("label")]

    def says(self, words):
        """Whether it stands there. What is announced has a role of its own: it is no label, and has no
        name in GTK 4.18."""
        return any(words in (n.get_name(), read_text(n)) for n in walk(self.root()))

    def press_all(self, name):
        """Presses every button of a name: a list keeps spare rows, whose buttons do nothing. Whether one
        of them was pressed: a busy program may not answer."""
        nodes = [n for role in ("button", "push button") for n in self.find_all(role, name)
                 if n.get_action_iface() is not None]
        is_pressed = False
        for node in nodes:
            with contextlib.suppress(GLib.Error):
                is_pressed = node.get_action_iface().do_action(0) or is_pressed
        return is_pressed

    def press_named(self, name):
        """Presses what bears a name and can be pressed: a button, a menu's item."""
        root = self.root()
        for node in walk(root) if root else ():
            # Newer libraries give labels actions, too: to copy and such.
            action = node.get_action_iface() if node.get_name() == name and \
                node.get_role_name() != "label" else None
            if action is not None and action.get_n_actions() > 0 and action.do_action(0):
                return True
        return False

    def wait_for_names(self):
        """All that the keyboard comes to has one; what was just made gets it a moment later."""
        try:
            wait_for("names", lambda: not find_unnamed(self.root()))
        except AssertionError:
            raise AssertionError(find_unnamed(self.root())) from None

    def focused(self):
        """The path of what has the keyboard's focus, and its place among its like."""
        return next((f"{path(n)} {n.get_index_in_parent()}" for n in find_focused(self.root())), "")

    def is_in_text(self):
        """Whether the keyboard is in the editor."""
        return "Your Reflection" in self.focused().split(" in ")[0]

    def tab_to(self, *names):
        """Walks by keyboard to what has a name that begins so, or so; says where that is."""
        at = wait_for("a focus", self.focused)
        for _ in range(100):
            if any(f"“{name}" in at.split(" in ")[0] for name in names):
                return at
            self.press("Tab")
            # A key that comes while a dialog opens may go to nobody; then it is pressed again.
            with contextlib.suppress(AssertionError):
                at = wait_for(f"the focus to leave {at}",
                              lambda left=at: (now := self.focused()) not in ("", left) and now, patience=10)
        raise AssertionError(f"Tab does not come to {names}")

    def find_menu_item(self, label):
        """An item of an open menu, by its label with its mnemonic, as “_Trash”. GTK 4.18 names it
        by a label that is not in the tree; its key is, by its number where it is not a Latin one on GTK 4.24."""
        letter = label[label.index("_") + 1].lower()
        keys = {f"Alt+{letter}", f"Alt+{ord(letter):#x}"}
        return next((n for n in self.find_all("menu item") if label.replace("_", "") == n.get_name() or
                     not n.get_name() and keys & set(n.get_attributes().get("keyshortcuts", "").split())), None)

    def tab(self, page):
        return next((n for n in self.iterate("page tab")
                     if n.get_name().replace("_", "") == page), None)

    def is_on(self, page):
        tab = self.tab(page)
        return tab is not None and any(tab.get_state_set().contains(state) for state in (
            Atspi.StateType.SELECTED, Atspi.StateType.CHECKED))

    def go_to(self, page):
        """By its tab; what is so pressed is down for a quarter of a second."""
        wait_for(f"the tab of {page}", lambda: (tab := self.tab(page)) and tab.get_action_iface().do_action(0))
        wait_for(page, lambda: self.is_on(page))

    def editor(self):
        return self.find("text", "Your Reflection")

    def text(self):
        """What stands in the editor; None while there is none."""
        editor = self.editor()
        return read_text(editor) if editor else None

    def type(self, text):
        assert wait_for("the editor", self.editor).get_editable_text_iface().insert_text(0, text, len(text.encode()))

    def wait_until_saved(self):
        wait_for("Saved", lambda: "Saved" in self.labels())

    def entries(self):
        path = self.journal / "entries" / "2026-11.json"
        return json.loads(path.read_text())["entries"] if path.exists() else []

    def take_focus(self):
        """The newest of the windows that can be seen; it may close before it is asked."""
        windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "poise"],
                                 capture_output=True, text=True).stdout.split()
        return windows and subprocess.run(["xdotool", "windowfocus", "--sync", windows[-1]],
                                          capture_output=True).returncode == 0

    def press(self, *keys):
        """Presses keys as a keyboard would. Without a window manager somebody must give the focus."""
        wait_for("a window to type in", self.take_focus)
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)

    def act(self, action, *parameters):
        """Runs an action of the application, as the desktop does."""
        subprocess.run(["gapplication", "action", "io.github.poise_journal.Poise", action,
                        *parameters], check=True)

    def act_on_window(self, action, *words):
        """Runs an action of the window, as the session's bus offers it."""
        argument = f"[<({', '.join(repr(str(word)) for word in words)})>]" if words else "[]"
        subprocess.run(
            ["gdbus", "call", "--session", "--dest", "io.github.poise_journal.Poise",
             "--object-path", "/io/github/poise_journal/Poise/window/1",
             "--method", "org.gtk.Actions.Activate", action, argument, "{}"],
            check=True, stdout=subprocess.DEVNULL)

    def choose_item(self, button, label):
        """An item of a button's menu."""
        def choose():
            item = self.find_menu_item(label)
            # It may be gone before it answers; what it opens is waited for.
            with contextlib.suppress(GLib.Error):
                return item is not None and item.get_action_iface().do_action(0)
            return True

        wait_for(button, lambda: self.press_named(button))
        wait_for(label, choose)

    def choose_by_search(self, words, others):
        """In a drop-down that has just been opened, what is found by words; others are hidden by them."""
        wait_for("the list", lambda: any(n.get_name() == others for n in self.find_all("list item")) and
                 self.focused().startswith(("entry", "text")))
        self.press(*words)
        wait_for("what was found", lambda: not any(n.get_name() == others and is_showing(n)
                                                   for n in self.find_all("list item")))
        self.press("Down", "Return")

    def window(self, name):
        """One of the program's windows, or of the dialogs in them."""
        root = self.root()
        children = [root.get_child_at_index(i) for i in range(root.get_child_count())]
        return next((n for n in [*children, *self.find_all("dialog")]
                     if n is not None and n.get_name() == name), None)

    def wait_for_dialog(self, name):
        """Its access keys are heard once it has the keyboard."""
        return wait_for(name, lambda: (lambda dialog: find_focused(dialog) and dialog)(self.window(name)))

    def quit(self):
        # The window manager's request, through the program's own action.
        subprocess.run(["gapplication", "action", "io.github.poise_journal.Poise", "quit"], check=True)
        assert self.process.wait(PATIENCE) == 0

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def make_app(program):
    """For tap.main(): a program that is not started yet, with an empty journal."""
    folder = tempfile.mkdtemp()
    app = App(program, folder)
    try:
        yield app
        assert not app.faults, app.faults
    except Exception as failure:
        # A test may end it, by its status 0 or by a signal of its own.
        status = app.process.poll() if app.process else None
        if status not in (None, 0, -signal.SIGKILL, -signal.SIGTERM):
            raise tap.Crash(f"the program ended with {status}") from failure
        raise
    finally:
        app.kill()
        shutil.rmtree(folder)


@contextlib.contextmanager
def hearing(*types):
    """What a screen reader hears, in its order: (type, text, when) each, the newest last."""
    heard = []

    def hear(event):
        with contextlib.suppress(GLib.Error):
            heard.append((event.type, str(event.any_data), time.monotonic()))

    listener = Atspi.EventListener.new(hear)
    for name in types:
        assert listener.register(name)
    yield heard
    for name in types:
        listener.deregister(name)


@contextlib.contextmanager
def make_text_large(dpi=192):
    """As the desktop's setting does: 96 dots an inch are 100 %."""
    def set_resources(text):
        subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER",
                        text], check=True)

    set_resources(f"Xft.dpi: {dpi}")
    try:
        yield
    finally:
        set_resources("Xft.dpi: 96")


def make_narrow():
    resize(360, 720)


def resize(width, height):
    # It is in the tree before it is on the display.
    windows = wait_for("a window to resize", lambda: subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--class", "poise"], capture_output=True, text=True).stdout.split())
    subprocess.run(["xdotool", "windowsize", windows[-1], str(width), str(height)], check=True)


@contextlib.contextmanager
def make_window_manager():
    with tempfile.TemporaryDirectory() as folder:
        # It says that it is there before it is: a window that is shown meanwhile may never be. What it
        # says is no test's result.
        ready = pathlib.Path(folder) / "ready"
        process = subprocess.Popen(["openbox", "--startup", f"touch {ready}"], stdout=subprocess.DEVNULL)
        wait_for("the window manager", ready.exists)
        try:
            yield
        finally:
            process.terminate()
            process.wait()
