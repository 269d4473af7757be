#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Four weeks of somebody who has just installed Poise: test-four-weeks.py POISE, inside
build-aux/headless. Once by AT-SPI alone, as with a screen reader's commands, and once by the
keyboard alone. Of the journal's files nothing is written here."""

import contextlib
import functools
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, find_focused, is_showing, make_app, make_window_manager, read_text, wait_for, walk  # noqa: E402

TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."
OWN = "If a meeting runs over, then I name the next step."
NEXT_TIME = "I ask Jonas what he would do before I say what I think."
SWITCHES = ("check box", "switch", "toggle button")


def find_shown(app, name, roles=None, among=None):
    """What can be seen and has a name that begins so."""
    return next((n for n in walk(among or app.root()) if n.get_name().startswith(name) and
                 (roles is None or n.get_role_name() in roles) and is_showing(n)), None)


def says(app, words):
    return any(words in n.get_name() and is_showing(n) for n in app.find_all("label"))


def focused_node(app):
    return next((n for n in walk(app.root()) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None)


class Reader:
    """Only what AT-SPI offers: actions, and text that is put in."""

    def __init__(self, app):
        self.app = app

    def press(self, name):
        def act():
            # What is behind a dialog cannot be pressed.
            for node in walk(self.app.find("dialog") or self.app.root()):
                action = node.get_action_iface() if node.get_name().startswith(name) and \
                    node.get_role_name() != "label" and is_showing(node) else None
                if action is not None and action.get_n_actions() > 0 and action.do_action(0):
                    return True
            return False
        wait_for(name, act)

    pick = press

    def choose(self, button, item):
        self.app.choose_item(button, item)

    def go_to(self, page):
        self.app.go_to(page)

    def insert(self, node, words):
        editable = node.get_editable_text_iface()
        n = Atspi.Text.get_character_count(node)
        assert editable.insert_text(n, words, len(words.encode()))

    def fill(self, name, words):
        """A field, by its name."""
        node = wait_for(name, lambda: next((n for n in walk(self.app.root()) if n.get_name().startswith(name) and
                                            n.get_editable_text_iface() is not None and is_showing(n)), None))
        self.insert(node, words)

    def apply(self, name, words, button):
        self.fill(name, words)
        self.press(button)

    def write(self, words):
        self.insert(wait_for("the editor", self.app.editor), words)

    def answer(self, *answers):
        """Below the headings of the text that is open."""
        editor = wait_for("the editor", self.app.editor)
        for number, words in enumerate(answers):
            text = read_text(editor)
            at = -1
            for _ in range(number + 1):
                at = text.index("# ", at + 1)
            end = text.index("\n", at) + 1
            assert editor.get_editable_text_iface().insert_text(end, words, len(words.encode()))

    def new_entry(self):
        self.press("New Entry")
        wait_for("an empty entry", lambda: self.app.text() == "")

    def close(self):
        dialog = self.app.find("dialog")
        wait_for("the end of the dialog", lambda: not self.app.find("dialog") or
                 next((n.get_action_iface().do_action(0) and False for n in walk(dialog)
                       if n.get_name() in ("Close", "Back") and is_showing(n) and
                       n.get_action_iface() is not None and n.get_action_iface().get_n_actions() > 0), False))

    def choose_day(self, button, days):
        self.press(button)
        self.press("Later Month")
        self.press(days)

    def save_as(self, title, path):
        window = wait_for(title, lambda: self.app.window(title))
        field = wait_for("the name", lambda: next((n for n in walk(window) if n.get_editable_text_iface() is not None and
                                                   is_showing(n)), None))
        field.get_editable_text_iface().set_text_contents(str(path))
        wait_for("Save", lambda: next((n.get_action_iface().do_action(0) for n in walk(window)
                                       if n.get_name() in ("Save", "_Save") and n.get_action_iface() is not None), False))


class Keyboard:
    """Only keys; the tree is read to see where one is."""

    def __init__(self, app):
        self.app = app

    def type(self, words):
        subprocess.run(["xdotool", "type", "--delay", "6", words], check=True)

    def press(self, name):
        self.app.tab_to(name)
        self.app.press("space")

    def pick(self, name):
        """One of a group of toggles, which the arrows walk."""
        group = next(g for g in (("Done", "Partly", "Not"), ("Keep", "Change", "Drop")) if name in g)

        def find_toggle():
            node = focused_node(self.app)
            return node is not None and node.get_role_name() == "radio button" and node.get_name()

        self.app.tab_to(*group)
        while (here := wait_for("a toggle", find_toggle)) != name:
            self.app.press("Right" if group.index(here) < group.index(name) else "Left")
            wait_for("another toggle", lambda left=here: find_toggle() not in (False, left))
        self.app.press("space")

    def choose(self, button, item):
        self.app.tab_to(button)
        self.app.press("Return")
        wait_for(item, lambda: is_showing(self.app.find_menu_item(item)) and
                 self.app.focused().startswith("menu item"))
        self.app.press(item[item.index("_") + 1].lower())
        wait_for("the menu's end", lambda: not is_showing(self.app.find_menu_item(item)))

    def go_to(self, page):
        self.app.press({"Write": "alt+1", "Journal": "alt+2", "Balance": "alt+3"}[page])

    def fill(self, name, words):
        self.app.tab_to(name)
        self.type(words)

    def apply(self, name, words, _button):
        self.fill(name, words)
        self.app.press("Return")

    def write(self, words):
        wait_for("the editor", self.app.is_in_text)
        self.type(words)

    def answer(self, *answers):
        wait_for("the editor", self.app.is_in_text)
        for number, words in enumerate(answers):
            if number > 0:
                self.app.press("Tab")
            self.type(words)

    def new_entry(self):
        self.app.press("ctrl+n")
        wait_for("an empty entry", lambda: self.app.text() == "")

    def close(self):
        wait_for("the end of the dialog", lambda: not self.app.find("dialog") or self.app.press("Escape"))

    def choose_day(self, button, days):
        # The row has the same name without the day.
        self.press(f"{button} 1")
        wait_for("the calendar", lambda: "October 2026" in self.app.focused())
        # A month later is in the future: today has the focus then.
        self.app.press("Page_Down")
        wait_for(days, lambda: days in self.app.focused())
        self.app.press("Return")

    def save_as(self, title, path):
        wait_for(title, lambda: any(read_text(n) for n in find_focused(self.app.window(title))))
        self.app.press("ctrl+a")
        self.type(str(path))
        wait_for("the name", lambda: read_text(focused_node(self.app)) == str(path))
        self.app.press("Return")


# ---- what is on the disk ----

def count_tagged(app):
    return sum(e["text"] == TEXT and bool(e.get("tag", {}).get("sentences")) for e in app.entries())


def intentions(app):
    path = app.journal / "intentions.json"
    return [(i["outcome"], i.get("because")) for i in json.loads(path.read_text())["intentions"]] if path.exists() else []


def wait_for_intentions(app, *wanted):
    wait_for(f"{wanted} on the disk", lambda: intentions(app) == list(wanted))


# ---- the weeks ----

class Weeks:
    def __init__(self, app, hands):
        self.app, self.hands = app, hands
        # Her settings are kept between the days.
        self.settings = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(app.journal.parent / "config")}

    def begin(self, day, hour=18):
        self.app.start(POISE_NOW=f"{day}T{hour:02}:00:00+00:00", **self.settings)
        self.app.press()  # gives the window the keyboard
        # It comes back to the page that was open last.
        self.hands.go_to("Write")
        wait_for("the editor", self.app.editor)

    def end(self):
        """Who is reminded in the morning has Poise stay in the background."""
        self.app.act("quit")
        wait_for("its last word", lambda: self.app.process.poll() is not None or
                 not subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "poise"], capture_output=True).stdout)
        with contextlib.suppress(subprocess.CalledProcessError):
            self.app.act("quit")
        assert self.app.process.wait(60) == 0

    def write(self, n, is_first=False):
        """So many entries."""
        for i in range(n):
            before = count_tagged(self.app)
            if i > 0 or not is_first:
                self.hands.new_entry()
            self.hands.write(TEXT)
            wait_for("the entry on the disk", lambda b=before: count_tagged(self.app) == b + 1)

    def check_in(self, outcome, because, then):
        self.hands.press("How Did It Go?")
        wait_for("the dialog", lambda: self.app.window("How Did It Go?"))
        self.hands.pick(outcome)
        if because:
            self.hands.fill("Because", because)
        self.hands.pick(then)
        self.hands.press("Save")

    def first_week(self):
        """A first entry, a suggestion, and at the week's end an intention of one's own."""
        app, hands = self.app, self.hands
        self.begin("2026-11-02")
        self.write(1, is_first=True)
        hands.choose("More Questions", "_Intention for the Week…")
        wait_for("the dialog", lambda: app.window("Your Intention"))
        hands.press(wait_for("a suggestion", lambda: find_shown(
            app, "If ", ("button", "push button"), app.window("Your Intention"))).get_name())
        wait_for("the suggestion in the field", lambda: next(
            (n for n in walk(app.window("Your Intention")) if n.get_editable_text_iface() is not None and
             read_text(n).startswith("If ")), None))
        hands.press("Save")
        wait_for_intentions(app, ("open", None))
        wait_for("the intention above the text", lambda: says(app, "If "))
        self.end()

        self.begin("2026-11-08")
        self.write(3)
        self.check_in("Done", None, "Change")
        wait_for("the next one", lambda: app.window("Your Intention"))
        hands.fill("If …, then I …", OWN)
        hands.press("Save")
        wait_for_intentions(app, ("done", None), ("open", None))
        wait_for("the intention above the text", lambda: says(app, OWN))
        self.end()

    def second_week(self):
        """After an event; what to do next time is kept for another week."""
        app, hands = self.app, self.hands
        self.begin("2026-11-10")
        hands.choose("Other New Entries", "After an _Event")
        wait_for("the form", lambda: "# What else explains it" in (app.text() or ""))
        hands.answer("I told the team what I had decided, and nobody said a word.",
                     "They had been up all night.", NEXT_TIME)
        wait_for("the offer", lambda: says(app, "can be your intention for this week, in place of"))
        wait_for("the answers on the disk", lambda: any(NEXT_TIME in e["text"] for e in app.entries()))
        hands.press("Make It My Intention")
        wait_for_intentions(app, ("done", None), ("dropped", None), ("open", None))
        wait_for("the intention above the text", lambda: says(app, NEXT_TIME))
        self.write(3)
        self.end()

        self.begin("2026-11-15")
        self.write(1)
        self.check_in("Partly", "he was away", "Keep")
        wait_for_intentions(app, ("done", None), ("dropped", None), ("partly", "he was away"), ("open", None))
        self.end()

    def third_week(self):
        """A morning question, a day with a name, and an intention that is let go."""
        app, hands = self.app, self.hands
        self.begin("2026-11-16", hour=8)
        hands.choose("Main Menu", "_Preferences")
        wait_for("the preferences", lambda: app.window("Preferences"))
        hands.press("Ask a Morning Question")
        hands.close()
        hands.choose("Other New Entries", "_Morning Question")
        hands.write("I asked the team what they need, and listened.")
        wait_for("the morning's answer", lambda: any(e.get("kind") == "morning" and e["text"] for e in app.entries()))
        hands.go_to("Balance")
        hands.press("Before and After…")
        wait_for("the dialog", lambda: app.window("Before and After"))
        wait_for("that it is too little", lambda: says(app, "This is too little to compare"))
        hands.choose_day("First Day After", "Monday, 16 November 2026")
        hands.apply("Name This Day", "New team", "Mark This Day")
        wait_for("the day on the disk", lambda: any(e.get("kind") == "event" and e["text"] == "New team" and
                                                    e["day"] == "2026-11-16" for e in app.entries()))
        hands.close()
        wait_for("the day on the chart", lambda: any(
            n.get_name().startswith("Week of 16 November") and "event: New team" in n.get_name() for n in walk(app.root())))
        self.end()

        self.begin("2026-11-22")
        self.write(4)
        self.check_in("Not", "no meeting", "Drop")
        wait_for_intentions(app, ("done", None), ("dropped", None), ("partly", "he was away"), ("not", "no meeting"))
        self.end()

    def fourth_week(self):
        """An offer, a pause, and the last week's end."""
        app, hands = self.app, self.hands
        self.begin("2026-11-23")
        wait_for("the offer", lambda: says(app, "What do you mean to do this week?"))
        hands.press("Choose…")
        wait_for("the dialog", lambda: app.window("Your Intention"))
        hands.fill("If …, then I …", OWN)
        hands.press("Save")
        wait_for("the intention above the text", lambda: says(app, OWN))
        hands.choose("Your Intention", "_Pause Intentions")
        wait_for("the intention to go", lambda: not says(app, OWN))
        hands.choose("More Questions", "_Pause Intentions")
        wait_for("the intention above the text", lambda: says(app, OWN))
        self.end()

        self.begin("2026-11-29")
        self.write(4)
        self.check_in("Done", None, "Drop")
        wait_for("five that are over", lambda: [o for o, _ in intentions(app)] ==
                 ["done", "dropped", "partly", "not", "done"])
        self.end()

    def month(self):
        """The review, as a page for somebody else, and what changed with the new team."""
        app, hands = self.app, self.hands
        self.begin("2026-11-30")
        hands.go_to("Balance")
        hands.press("Review…")
        wait_for("the review", lambda: app.window("Review"))
        wait_for("what was meant", lambda: says(app, "“" + NEXT_TIME) or says(app, NEXT_TIME))
        hands.press("Pick Sentences")
        hands.press("Asked Amira what she would change")
        wait_for("its count", lambda: says(app, "1 sentence picked"))
        hands.fill("What moved", "Amira leads the move.")
        hands.press("Keep")
        wait_for("the review on the disk", lambda: any(e.get("kind") == "review" for e in app.entries()))
        wait_for("the hand-out", lambda: says(app, "Amira leads the move."))
        hands.press("Amira")
        wait_for("initials", lambda: says(app, "A. leads the move."))
        page = app.journal.parent / "handout.html"
        hands.press("Save as Web Page")
        hands.save_as("Save Hand-Out", page)
        wait_for("the page", lambda: "</html>" in page.read_text())
        assert "A. leads the move." in page.read_text() and "Amira" not in page.read_text()
        assert "he was away" in page.read_text() and "no meeting" in page.read_text()
        wait_for("the words about that", lambda: says(app, "was saved"))
        book = app.journal.parent / "handout.pdf"
        hands.press("Save as PDF")
        hands.save_as("Save Hand-Out", book)
        wait_for("the book", lambda: book.exists() and book.read_bytes().startswith(b"%PDF"))
        hands.close()
        hands.press("Before and After…")
        wait_for("the dialog", lambda: app.window("Before and After"))
        wait_for("the marked day", lambda: says(app, "New team"))
        hands.press("Compare Before and After “New team”")
        wait_for("both sides", lambda: says(app, "than before") or says(app, "As before") or says(app, "as before"))
        wait_for("no word of too little", lambda: not says(app, "This is too little to compare"))
        hands.close()
        self.end()

    def live(self):
        self.first_week()
        self.second_week()
        self.third_week()
        self.fourth_week()
        self.month()


def test_by_a_screen_reader(app):
    Weeks(app, Reader(app)).live()


def test_by_the_keyboard(app):
    Weeks(app, Keyboard(app)).live()


# Since GTK 4.18 a popover that closes leaves the keyboard to nobody where no window manager is.
with make_window_manager():
    tap.main(functools.partial(make_app, os.path.abspath(sys.argv[1])))
