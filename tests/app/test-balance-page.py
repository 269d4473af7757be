#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Balance page, by AT-SPI and by keyboard: test-balance-page.py POISE, in build-aux/headless."""

import functools
import gettext
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, find_focused, is_showing, make_app, make_narrow, make_text_large,  # noqa: E402
                       make_window_manager, read_text, resize, wait_for, walk)
from print_dialog import (choose_printer, is_focused, is_on_screen, press_key,  # noqa: E402
                          press_print_button, preview)

# As newer AT-SPI calls them, and as older does.
SWITCHES = ("check box", "switch", "toggle button")
DAYS = [("2026-11-23", 0.25), ("2026-11-21", 0.75), ("2026-11-16", 0.5), ("2026-11-02", 1.0),
        ("2026-08-24", 0.0), ("2025-01-01", 0.5)]


def write_journal(app, days=DAYS):
    for n, (day, share) in enumerate(days):
        path = app.journal / "entries" / f"{day[:7]}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        month = json.loads(path.read_text()) if path.exists() else {
            "format": "poise-month", "version": 1, "month": day[:7], "entries": []}
        moment = f"{day}T18:00:00+00:00"
        month["entries"].append({
            "id": f"018f3c1e-7b2a-7c44-9d0e-{n:012x}", "day": day, "created": moment,
            "modified": moment, "text": f"Written on {day}.",
            "tag": {"mode": "balanced", "share": share, "confidence": 0.9, "by": "tagger",
                    "sentences": []}})
        path.write_text(json.dumps(month))


def find_named(app, *parts):
    return next((n for n in walk(app.root()) if all(p in n.get_name() for p in parts)), None)


def wait_for_named(app, name):
    wait_for(name, lambda: find_named(app, name))


def wait_for_label(app, words):
    wait_for(words, lambda: any(words in label for label in app.labels()))


def is_shown(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) or states.contains(Atspi.StateType.VISIBLE)


def press(app, *parts):
    def act():
        node = find_named(app, *parts)
        action = node and node.get_action_iface()
        return action is not None and action.do_action(0)
    wait_for(parts, act)


def switch_on(app, words):
    """In a dialog, what begins so."""
    wait_for(words, lambda: next((n.get_action_iface().do_action(0) for n in walk(app.find("dialog"))
                                  if n.get_role_name() in SWITCHES and n.get_name().startswith(words)), False))


def get_focused(app):
    return next((n.get_name() for n in find_focused(app.root()) if n.get_name()), "")


def start(app, **environment):
    write_journal(app)
    app.start("--page=balance", **environment)
    wait_for("the bars", lambda: find_named(app, "Week of 23 November 2026"))


def walk_to(app, steps):
    for key, name in steps:
        press_key(key)
        wait_for((key, name), lambda: name in get_focused(app))


def focus_bars(app):
    """Gives the newest bar the keyboard. A menu that closes gives it back to its button, which is
    before the bars; a key that comes while it closes is lost."""
    app.press()  # gives the window the keyboard
    wait_for("the menu button", lambda: app.press_named("Save or Print"))
    wait_for("the menu", lambda: any(is_focused(n) for n in app.find_all("menu item")))
    press_key("Escape")
    wait_for("its end", lambda: get_focused(app) == "Save or Print" and
             not any(is_focused(n) for n in app.find_all("menu item")))
    # From right to left newer GTK goes through the button's row first.
    app.tab_to("Week of 23 November")


def type_where(app, title, path):
    wait_for(title, lambda: any(read_text(n) for n in find_focused(app.window(title))))
    app.press("ctrl+a")
    subprocess.run(["xdotool", "type", str(path)], check=True)
    wait_for("the name", lambda: any(read_text(n) == str(path) for n in find_focused(app.window(title))))
    press_key("Return")


def save_as(app, title, path, end):
    """Types where to in the dialog that asks for it, and waits until the file has what its end has: it
    is empty at first."""
    type_where(app, title, path)
    wait_for("the whole file", lambda: path.exists() and end in path.read_bytes())
    wait_for("the dialog to go", lambda: not app.window(title) and app.focused())


def test_names_and_sentences(app):
    start(app)
    wait_for_named(app, "Week of 16 November 2026: 37% management, 63% leadership, 2 entries")
    wait_for_named(app, "Week of 9 November 2026: nothing written")
    wait_for_named(app, "People: ")
    wait_for_named(app, "Saturday, 21 November 2026: 25% management, 75% leadership, 1 entry")
    sentence = ("In the last 12 weeks you wrote 4 entries. What you described is 37% management and "
                "63% leadership. That is more leadership than in the 12 weeks before (0%). It may be "
                "chance.")
    wait_for("the sentence", lambda: sentence in app.labels())
    # The chart says so too, as the group of its bars.
    wait_for("the chart's", lambda: any(n.get_role_name() != "label" and n.get_name() == sentence
                                        for n in walk(app.root())))
    wait_for_label(app, "You wrote on 5 days of the year up to 23 November 2026.")
    app.quit()


def read_range(app, name):
    """From where to where a bar says that leadership probably lies."""
    return wait_for("a range", lambda: (node := find_named(app, name)) and [int(end) for ends in re.findall(
        r"leadership probably between (\d+)% and (\d+)%$", node.get_name()) for end in ends])


def test_bars_say_how_unsure_they_are(app):
    start(app)
    low, high = read_range(app, "Week of 23 November 2026")
    # One entry, of which nothing else is known.
    assert low <= 25 <= high and high - low > 50, (low, high)
    wait_for_label(app, "A thin line shows how unsure a bar is")
    # Nothing of the sort is said of a day of the year.
    wait_for("the day", lambda: (day := find_named(app, "Saturday, 21 November 2026")) and
             day.get_name().endswith("1 entry"))
    # What the person judged, here on another computer, counts at once.
    path = app.journal / "agreement.json"
    new = path.with_name("new")
    new.write_text(json.dumps({"format": "poise-agreement", "version": 1, "checks": [
        {"id": "a", "day": "2026-11-22", "unsure": 0,
         "counts": {"management": {"management": 60}, "leadership": {"leadership": 40}}}]}))
    new.rename(path)
    wait_for("a narrower range", lambda: (lambda ends: ends[1] - ends[0] < high - low)(
        read_range(app, "Week of 23 November 2026")))
    ends = "{}%–{}%".format(*read_range(app, "Week of 23 November 2026"))
    press(app, "Table")
    wait_for("the same in the table", lambda: ends in app.labels())
    app.quit()


def write_two_months(app):
    """Much management in October, much leadership in November."""
    for month, days, modes in (("2026-10", range(23, 32), ["management"] * 4 + ["leadership"]),
                               ("2026-11", range(1, 24), ["leadership"] * 4 + ["management"])):
        path = app.journal / "entries" / f"{month}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        moments = [f"{month}-{day:02}T18:00:00+00:00" for day in days]
        path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": month, "entries": [
            {"id": f"018f3c1e-7b2a-7c44-9d0e-{int(moment[5:7] + moment[8:10]):012x}", "day": moment[:10],
             "created": moment, "modified": moment, "text": "x" * 30,
             "tag": {"mode": "balanced", "share": 0.5, "confidence": 0.9, "by": "tagger", "sentences": [
                 {"start": i, "end": i + 1, "mode": mode, "facet": "people", "confidence": 0.9,
                  "by": "tagger"} for i, mode in enumerate(modes)]}} for moment in moments]}))


def test_before_and_after(app):
    write_two_months(app)
    app.start("--page=balance")
    press(app, "Before and After")
    # Where nothing is marked, four weeks ago: three days before the first entry are too little.
    wait_for("what is too little", lambda: any("This is too little to compare" in n for n in app.labels()))
    path = app.journal / "entries" / "2026-11.json"
    # Marked by another program.
    moment = "2026-11-01T18:00:00+00:00"
    month = json.loads(path.read_text())
    month["entries"].append({"id": "018f3c1e-7b2a-7c44-9d0e-ffffffffffff", "day": "2026-11-01", "kind": "event",
                             "created": moment, "modified": moment, "text": "Course"})
    new = path.with_name("new")
    new.write_text(json.dumps(month))
    new.rename(path)
    wait_for("the day", lambda: "Course" in app.labels())
    press(app, "Compare Before and After “Course”")
    wait_for("both sides", lambda: "More leadership than before." in app.labels())
    wait_for_label(app, "Leadership went from 20% to 80%. Nine times in ten")
    assert not any("point" in label for label in app.labels())
    # Its facets lead nowhere, and are no buttons.
    wait_for("its facets", lambda: (facets := [
        n for n in walk(app.find("dialog")) if n.get_name().startswith("People: ")]) and all(
            n.get_action_iface() is None or n.get_action_iface().get_n_actions() == 0 for n in facets))
    # Typed, and marked by the keyboard.
    app.press()  # gives the window the keyboard
    app.tab_to("Name This Day")
    subprocess.run(["xdotool", "type", "New team"], check=True)
    press_key("Return")
    wait_for("the second day", lambda: find_named(app, "Remove “New team”"))
    wait_for("the second day on the disk", lambda: '"New team"' in path.read_text())
    press(app, "Remove “New team”")
    wait_for("the word of it", lambda: "Marked day removed" in app.labels())
    press(app, "Undo")
    wait_for("the second day again", lambda: find_named(app, "Remove “New team”"))
    # The first may leave the field.
    wait_for("the dialog to go", lambda: not app.find("dialog") or app.press("Escape"))
    wait_for("the chart's word", lambda: find_named(app, "Week of 26 October", "; event: Course, New team"))
    app.press("ctrl+z")
    wait_for("the first day alone", lambda: (week := find_named(app, "Week of 26 October", "; event: Course")) and
             "New team" not in week.get_name())
    wait_for("the disk", lambda: '"New team"' not in path.read_text())
    app.quit()


def test_review(app):
    write_two_months(app)
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    for entry in month["entries"]:
        entry["text"] = "Asked Amira to lead the move."
        entry["tag"]["sentences"] = [{**entry["tag"]["sentences"][0], "start": 0, "end": len(entry["text"])}]
    path.write_text(json.dumps(month))
    app.start("--page=balance")
    press(app, "Review…")
    wait_for("the month", lambda: any("In as many" in n or "From 1 November 2026" in n for n in app.labels()))
    press(app, "Pick Sentences")
    switch_on(app, "Asked Amira")
    wait_for("its count", lambda: "1 sentence picked" in app.labels())
    app.press()  # gives the window the keyboard
    app.tab_to("What moved")
    subprocess.run(["xdotool", "type", "Amira leads."], check=True)
    # Tab is no character of an answer.
    app.press("Tab")
    subprocess.run(["xdotool", "type", "Rest."], check=True)
    # What was typed is not lost by closing.
    app.press("Escape")
    wait_for("the question", lambda: "Keep This Review?" in app.labels())
    press(app, "Cancel")
    wait_for("its end", lambda: "Keep This Review?" not in app.labels())
    press(app, "Keep")
    wait_for("the hand-out", lambda: any("Amira leads." in n for n in app.labels()))
    month = wait_for("the disk", lambda: (lambda m: any("kind" in e for e in m["entries"]) and m)(
        json.loads(path.read_text())))
    review = next(e for e in month["entries"] if e.get("kind") == "review")
    assert review["prompt"]["id"] == "review-2026-11" and "tag" not in review, review
    for words in ("“Asked Amira to", "\nAmira leads.\n", "\nRest.\n"):
        assert words in review["text"], review["text"]
    # Only what is switched on becomes initials.
    wait_for_label(app, "“Asked Amira to")
    switch_on(app, "Amira")
    wait_for("initials", lambda: any("“Asked A. to" in n and "A. leads." in n for n in app.labels()))
    press(app, "Save as Web Page")
    page = app.journal.parent / "handout.html"
    save_as(app, "Save Hand-Out", page, b"</html>")
    assert "A. leads." in page.read_text() and "Amira" not in page.read_text()
    app.press("Shift_L")  # gives the window the keyboard
    app.press("ctrl+z")
    wait_for("no review", lambda: "review-2026-11" not in path.read_text())
    app.press("ctrl+shift+z")
    wait_for("the review", lambda: "review-2026-11" in path.read_text())
    # From the hand-out back, and out.
    wait_for("the dialog to go", lambda: not app.find("dialog") or app.press("Escape"))
    app.press("ctrl+z")
    wait_for("no review", lambda: "review-2026-11" not in path.read_text())
    app.quit()


def test_handout_of_the_sample_says_so(app):
    app.start("--sample", "--page=balance")
    press(app, "Review…")
    wait_for("the dialog", lambda: app.window("Review"))
    app.press("Shift_L")  # gives the window the keyboard
    app.tab_to("What moved")
    subprocess.run(["xdotool", "type", "Much."], check=True)
    wait_for("the answer", lambda: app.says("Much."))
    press(app, "Keep")
    press(app, "Save as Web Page")
    page = app.journal.parent / "sample.html"
    save_as(app, "Save Hand-Out", page, b"</html>")
    assert "Much." in page.read_text() and "<p>Sample Journal</p>" in page.read_text()
    app.quit()


def test_bars_of_a_review_are_only_shown(app):
    write_two_months(app)
    app.start("--page=balance")
    press(app, "Review…")
    # Of the week of 26 October the month has one day.
    wait_for("the first bar, an image", lambda: (bars := [
        n for n in walk(app.find("dialog")) if n.get_name().startswith("1 November 2026: ")]) and all(
            n.get_role_name() == "image" and not n.get_state_set().contains(Atspi.StateType.FOCUSABLE) and
            (not n.get_action_iface() or not n.get_action_iface().get_n_actions()) for n in bars))
    app.quit()


def test_review_is_kept_by_quitting(app):
    write_two_months(app)
    app.start("--page=balance")
    press(app, "Review…")
    wait_for("the dialog", lambda: app.window("Review"))
    app.press()
    app.tab_to("What moved")
    subprocess.run(["xdotool", "type", "Amira leads."], check=True)
    wait_for("the answer", lambda: app.says("Amira leads."))
    app.quit()
    assert any(e.get("kind") == "review" and "Amira leads." in e["text"] for e in app.entries())


def test_an_empty_journal_says_what_will_stand_here(app):
    app.start("--page=balance")
    wait_for("the words", lambda: "Your Balance" in app.labels())
    assert not find_named(app, "Week of 23 November 2026")
    app.quit()


def find_nothing(app):
    return next((n for n in app.find_all("label") if n.get_name() == "No Entries from This Time" and is_showing(n)), None)


def test_an_empty_range_leads_to_what_was_written(app):
    write_journal(app, DAYS[-2:])
    app.start("--page=balance")
    wait_for("the words", lambda: find_nothing(app))
    wait_for("the range", lambda: "7 September 2026 to 23 November 2026" in app.labels())
    assert not find_named(app, "Week of "), "no empty grid"
    app.press("Shift_L")  # gives the window the keyboard
    app.tab_to("Show Everything")
    app.press("Return")
    wait_for("a bar", lambda: find_named(app, "August 2026", "0% leadership, 1 entry"))
    wait_for("the keyboard on the range", lambda: get_focused(app) == "Range: Everything")
    wait_for("the words to go", lambda: not find_nothing(app))
    # An empty one can be chosen, and left.
    app.press("space")
    wait_for("the list at what is chosen", lambda: get_focused(app) == "Everything")
    app.press("Home", "Down", "Return")
    wait_for("the words again", lambda: find_nothing(app))
    wait_for("the keyboard on the range", lambda: get_focused(app) == "Range: Last 12 Weeks")
    app.quit()


def test_an_empty_range_in_large_text(app):
    write_journal(app, DAYS[-2:])
    with make_text_large():
        app.start("--page=balance")
        wait_for("the words", lambda: find_nothing(app))
        make_narrow()
        wait_for("a narrow window", lambda: app.window("Poise").get_extents(Atspi.CoordType.WINDOW).width == 360)
        wait_for("all of it", lambda: all(is_in_place(app, name, 360) for name in (
            "Range: Last 12 Weeks", "No Entries from This Time", "Show Everything")))
        app.quit()


def test_keyboard_walks_the_bars(app):
    start(app)
    focus_bars(app)
    walk_to(app, [(key, f"Week of {week}") for key, week in (
        ("Left", "16 November"), ("Left", "9 November"), ("Right", "16 November"),
        ("Page_Up", "19 October"), ("Home", "7 September"), ("Left", "7 September"),
        ("Page_Down", "5 October"), ("End", "23 November"), ("Left", "16 November"))])
    press_key("Return")
    wait_for("the journal", lambda: any("Written on 2026-11-21" in n.get_name() and is_shown(n)
                                        for n in app.find_all("label")))
    app.quit()


def test_keyboard_walks_the_facets_and_the_days(app):
    start(app)
    focus_bars(app)
    walk_to(app, [
        ("Tab", "Purpose: "), ("Down", "Change: "), ("Right", "Change: "), ("End", "Communication: "),
        ("Up", "Decisions: "), ("Home", "Purpose: "),
        # A day is beside those of the weeks before and after it, and above the next one.
        ("Tab", "Monday, 23 November 2026"), ("Up", "Sunday, 22 November"),
        ("Left", "Sunday, 15 November"), ("Down", "Monday, 16 November"),
        ("Page_Up", "Monday, 19 October"), ("Home", "Monday, 24 November 2025"),
        ("Page_Down", "Monday, 22 December"), ("End", "Monday, 23 November 2026"),
        ("Up", "22 November"), ("Up", "Saturday, 21 November")])
    press_key("Return")
    wait_for("the journal", lambda: any("Written on 2026-11-21" in n.get_name() and is_shown(n)
                                        for n in app.find_all("label")))
    app.quit()


def get_focused_place(app, name):
    """Where what has the focus is, once the page has scrolled to it."""
    height = app.window("Poise").get_extents(Atspi.CoordType.WINDOW).height
    places = [n.get_extents(Atspi.CoordType.WINDOW) for n in find_focused(app.root()) if name in n.get_name()]
    return next(((p.x, p.y, p.width, p.height) for p in places if p.y > 0 and p.y + p.height <= height), None)


def click_focused(app, name):
    """By the pointer, once it moves no more."""
    places = [None]
    wait_for("it in sight", lambda: places.append(get_focused_place(app, name)) or
             places[-1] is not None and places[-1] == places[-2])
    x, y, width, height = places[-1]
    window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Poise$"], check=True,
                            capture_output=True, text=True).stdout.split()[-1]
    # GTK 4.18 leaves out the padding around the chart: this is in the bar with it and without.
    subprocess.run(["xdotool", "mousemove", "--window", window, str(x + width // 2),
                    str(y + height // 2 + 12), "click", "1"], check=True)


def is_filtered(app, *names):
    """Whether the Journal is open with these choices of its filter."""
    shown = [n.get_name() for n in walk(app.root()) if is_shown(n)]
    return all(any(name in words for words in shown) for name in names)


def test_a_facet_opens_its_entries(app):
    """By a screen reader, by the keyboard and by the pointer; the days of the balance are kept."""
    filters = "Subject: People", "32 entries", "7 Sep"
    write_two_months(app)
    for way in ("reader", "keyboard", "pointer"):
        app.start("--page=balance")
        wait_for_label(app, "you wrote 32 entries")
        if way == "reader":
            press(app, "People: ")
        else:
            focus_bars(app)
            walk_to(app, [("Tab", "Purpose: "), ("Down", "Change: "), ("Down", "People: ")])
        if way == "keyboard":
            press_key("Return")
        elif way == "pointer":
            click_focused(app, "People: ")
        wait_for("the filtered journal", lambda: is_filtered(app, *filters))
        app.quit()


def get_place(app, *parts):
    return wait_for(parts, lambda: find_named(app, *parts)).get_extents(Atspi.CoordType.WINDOW)


def get_x(app, *parts):
    return get_place(app, *parts).x


def make_locales(app):
    """What makes a window from right to left, whose words are English."""
    # Older GTK turns the window by its Arabic catalogue, which GLib uses without one of Poise's
    # own only where messages are English; newer by the locale's characters.
    if not gettext.find("gtk40", languages=["ar"]):
        raise tap.Skip("GTK's Arabic catalogue is not installed")
    locales = app.journal.parent / "locales"
    locales.mkdir()
    for name in ("en_GB", "ar_EG"):
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8", locales / f"{name}.utf8"], check=True)
    return {"LANGUAGE": "ar", "LC_ALL": "", "LANG": "en_GB.UTF-8", "LC_CTYPE": "ar_EG.UTF-8",
            "LOCPATH": str(locales)}


def test_right_to_left(app):
    start(app, **make_locales(app))
    wait_for("its place", lambda: get_x(app, "Week of 23 November") < get_x(app, "Week of 16 November"))
    wait_for_named(app, "Week of 16 November 2026: 37% management, 63% leadership, 2 entries")
    wait_for_named(app, "People: 0% leadership, 0% management")
    wait_for("the days' place", lambda: get_x(app, "Sunday, 22 November") < get_x(app, "Sunday, 15 November"))
    focus_bars(app)
    walk_to(app, [
        ("Right", "Week of 16 November"), ("Right", "Week of 9 November"),
        ("Left", "Week of 16 November"), ("Home", "Week of 7 September"),
        ("Right", "Week of 7 September"), ("End", "Week of 23 November"),
        ("Tab", "Purpose: "), ("Down", "Change: "),
        ("Tab", "Monday, 23 November 2026"), ("Right", "Monday, 16 November"),
        ("Left", "Monday, 23 November"), ("Up", "Sunday, 22 November")])
    app.quit()


def is_in_place(app, name, width):
    node = find_named(app, name)
    if node is None:
        return False
    place = node.get_extents(Atspi.CoordType.WINDOW)
    return 0 <= place.x < place.x + place.width <= width


def check_large_text(app, **environment):
    """What does not fit beside the range goes below it."""
    names = "Range: Last 12 Weeks", "Charts", "Table", "Save or Print", "Before and After…", "Do You Agree?"
    with make_text_large():
        start(app, **environment)
        make_narrow()
        wait_for("a narrow window", lambda: app.window("Poise").get_extents(Atspi.CoordType.WINDOW).width == 360)
        wait_for("all of it", lambda: all(is_in_place(app, name, 360) for name in names))
        app.quit()


def test_large_text_in_a_narrow_window(app):
    check_large_text(app)


def test_large_text_from_right_to_left(app):
    check_large_text(app, **make_locales(app))


def test_a_low_window_scrolls_as_a_whole(app):
    """A phone that lies: what stands above the charts leaves them the height."""
    start(app)
    resize(640, 294)
    wait_for("a low window", lambda: app.window("Poise").get_extents(Atspi.CoordType.WINDOW).height == 294)
    app.press()  # gives the window the keyboard
    top = get_place(app, "Range: Last 12 Weeks").y
    app.tab_to("Do You Agree?")
    wait_for("the last button in sight", lambda: get_focused_place(app, "Do You Agree?"))
    wait_for("the page to scroll", lambda: get_place(app, "Range: Last 12 Weeks").y < top - 200)
    press(app, "Table")
    wait_for("lines of figures", lambda: get_place(app, "Figures").height > 150)
    app.quit()


def test_custom_range_by_keyboard(app):
    start(app)
    focus_bars(app)
    walk_to(app, [("shift+Tab", "Save or Print"), ("shift+Tab", "Charts"),
                  ("shift+Tab", "Range: Last 12 Weeks")])
    press_key("space")
    wait_for("the list at what is chosen", lambda: get_focused(app) == "Last 12 Weeks")
    press_key("End")
    press_key("Return")
    wait_for("the choice", lambda: get_focused(app) == "Range: Other Dates…")
    walk_to(app, [("Tab", "Charts"), ("Tab", "Save or Print"),
                  ("Tab", "From 7 Sep 2026")])
    press_key("space")
    wait_for("the chosen day", lambda: get_focused(app) == "Monday, 7 September 2026")
    walk_to(app, [("Next", "Wednesday, 7 October"), ("shift+Prior", "Tuesday, 7 October 2025"),
                  ("shift+Next", "Wednesday, 7 October 2026"), ("Prior", "Monday, 7 September 2026"),
                  ("Right", "Tuesday, 8 September"), ("Right", "Wednesday, 9 September 2026")])
    press_key("space")
    wait_for("another day", lambda: find_named(app, "From 9 Sep 2026"))
    wait_for("its figures", lambda: any(
        "From 9 September 2026 to 23 November 2026 you wrote 4 entries." in label
        for label in app.labels()))
    app.quit()


def test_balance_of_a_tag(app):
    write_journal(app)
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    for entry, tags in zip(month["entries"], (["work"], ["club"], ["Work", "club"]), strict=False):
        entry["tags"] = tags
    path.write_text(json.dumps(month))
    app.start("--page=balance")
    wait_for("all", lambda: any("you wrote 4 entries" in label for label in app.labels()))
    focus_bars(app)
    walk_to(app, [("shift+Tab", "Save or Print"), ("shift+Tab", "Charts"), ("shift+Tab", "Tag: All entries")])
    press_key("space")
    app.choose_by_search("work", "club")
    wait_for("the choice", lambda: get_focused(app) == "Tag: work")
    wait_for("its figures", lambda: any("you wrote 2 entries" in label for label in app.labels()))
    # The week that is opened from there holds what is counted there.
    press(app, "Week of 16 November 2026")
    wait_for("the journal", lambda: list_rows_anew(app) == [
        "Monday, 23 November 2026, Balanced · work", "Monday, 16 November 2026, Balanced · Work · club"])
    wait_for("Tag: work", lambda: app.find("combo box", "Tag: work"))
    app.quit()


def list_rows_anew(app):
    """libatspi does not hear of a page that is shown after a choice was open."""
    app.root().clear_cache()
    return [n.get_name() for n in app.find_all("list item") if " November 2026" in n.get_name()]


def test_a_bar_opens_its_week(app):
    start(app)
    press(app, "Week of 2 November 2026")
    wait_for("the journal", lambda: any("Written on 2026-11-02" in n.get_name() and is_shown(n)
                                        for n in app.find_all("label")))
    app.quit()


def test_table_shows_the_same_figures(app):
    start(app)
    press(app, "Table")
    wait_for("the table's rows", lambda: {"63%", "2"} <= set(app.labels()) and
             "16 Nov 2026" in app.labels())
    press(app, "Charts")
    wait_for("the charts", lambda: find_named(app, "Week of 16 November 2026: 37% management, 63%"))
    app.quit()


def test_picture_and_figures_are_saved(app):
    start(app)
    for item, title, name, begin, end in (
            ("Save _Picture…", "Save Picture (PNG, SVG or PDF)", "chart.png", b"\x89PNG", b"IEND"),
            ("Save _Picture…", "Save Picture (PNG, SVG or PDF)", "chart.svg", b"<?xml", b"</svg>"),
            ("Save _Figures…", "Save Figures (CSV)", "figures.csv", b"week,", b"2026-11-16")):
        app.choose_item("Save or Print", item)
        path = app.journal.parent / name
        save_as(app, title, path, end)
        assert path.read_bytes().startswith(begin), path.read_bytes()[:20]
    assert "2026-11-16" in path.read_text()
    app.quit()


def test_nothing_is_saved_among_the_journals_files(app):
    start(app)
    title = "Save Figures (CSV)"
    refused = app.journal / "entries" / "2026-01.json"
    app.choose_item("Save or Print", "Save _Figures…")
    type_where(app, title, refused)
    wait_for("the dialog to go", lambda: not app.window(title) and app.focused())
    # Files are written one after the other.
    app.choose_item("Save or Print", "Save _Figures…")
    save_as(app, title, app.journal.parent / "figures.csv", b"2026-11-16")
    assert not refused.exists()
    app.quit()


def test_print_to_file(app):
    os.chdir(app.journal.parent)  # where GTK prints to unless told otherwise
    start(app)
    app.press("ctrl+p")
    choose_printer(app)
    # GTK 4.8 says its access key, too.
    press_print_button(app, "Print", "_Print Print")
    wait_for("the page", lambda: b"%%EOF" in (app.journal.parent / "output.pdf").read_bytes()[-9:])
    assert (app.journal.parent / "output.pdf").read_bytes().startswith(b"%PDF")
    app.quit()


def test_print_preview(app):
    os.chdir(app.journal.parent)
    start(app)
    app.press("ctrl+p")
    preview(app)
    wait_for("the page", lambda: find_named(app, "Page 1 of 1, as it will be printed"))
    # Whoever likes what they see prints it from there.
    press(app, "Print…")
    wait_for("the dialog alone", lambda: is_on_screen("Print") and not app.window("Print Preview"))
    preview(app)
    app.press("Escape")
    wait_for("its end", lambda: not app.window("Print Preview") and not is_on_screen("Print"))
    app.quit()


def mark(app, *names):
    """Days that stand on the chart."""
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    for number, name in enumerate(names):
        day = f"2026-11-{9 - number:02}"
        moment = f"{day}T18:00:00+00:00"
        month["entries"].append({"id": f"018f3c1e-7b2a-7c44-9d0e-ffffffffff{number:02}", "day": day, "kind": "event",
                                 "created": moment, "modified": moment, "text": name})
    path.write_text(json.dumps(month))


def has_keyboard(app, name):
    """Whether what is called so, or begins so, has it."""
    return f"“{name}" in app.focused().split(" in ")[0]


def test_marked_days_by_keyboard(app):
    """Once one is removed the keyboard is beside it, also after that was undone, and on the day when none is left."""
    write_two_months(app)
    mark(app, "Course", "New team", "New ward")
    app.start("--page=balance")
    press(app, "Before and After")
    wait_for("the days", lambda: find_named(app, "Remove “New team”"))
    app.press("Shift_L")  # gives the window the keyboard
    app.tab_to("On Either Side")
    press_key("space")
    wait_for("the list at what is chosen", lambda: has_keyboard(app, "12 Weeks"))
    press_key("Escape")
    wait_for("its end", lambda: has_keyboard(app, "On Either Side"))
    app.tab_to("Remove “New team”")
    for gone, beside in (("New team", "New ward"), ("New ward", "Course")):
        press_key("Return")
        wait_for(f"{gone} to go", lambda name=gone: not find_named(app, f"Remove “{name}”"))
        wait_for("the keyboard beside it", lambda name=beside: has_keyboard(app, f"Remove “{name}”"))
    app.act_on_window("undo")
    wait_for("the day again", lambda: find_named(app, "Remove “New ward”"))
    wait_for("the keyboard beside it", lambda: has_keyboard(app, "Remove “Course”"))
    for left in ("New ward", None):
        press_key("Return")
        wait_for("the next one", lambda name=left: name is None or has_keyboard(app, f"Remove “{name}”"))
    wait_for("all to go", lambda: not find_named(app, "Remove"))
    wait_for("the keyboard on the day", lambda: has_keyboard(app, "First Day After"))
    app.quit()


def test_marked_days_are_undone_by_keys(app):
    """In their dialog what was done there, and nothing that was done before."""
    write_two_months(app)
    mark(app, "Course", "New team")
    app.start("--page=balance")
    press(app, "Before and After")
    app.wait_for_dialog("Before and After")
    press(app, "Remove “New team”")
    wait_for("it to go", lambda: not find_named(app, "Remove “New team”"))
    wait_for("the dialog to go", lambda: not app.find("dialog") or app.press("Escape"))
    press(app, "Before and After")
    app.wait_for_dialog("Before and After")
    app.press("ctrl+z")
    press(app, "Remove “Course”")
    wait_for("it to go", lambda: not find_named(app, "Remove “Course”"))
    wait_for("the word of it", lambda: "Marked day removed" in app.labels())
    app.press("ctrl+z")
    wait_for("it again", lambda: find_named(app, "Remove “Course”") and not find_named(app, "Remove “New team”"))
    wait_for("the word to go", lambda: "Marked day removed" not in app.labels())
    app.press("ctrl+shift+z")
    wait_for("it to go again", lambda: not find_named(app, "Remove “Course”"))
    # Typed and marked: nothing is left in the field to undo.
    app.tab_to("Name This Day")
    subprocess.run(["xdotool", "type", "New ward"], check=True)
    press_key("Return")
    wait_for("the day", lambda: find_named(app, "Remove “New ward”"))
    app.press("ctrl+z")
    wait_for("it to go", lambda: not find_named(app, "Remove “New ward”"))
    app.quit()


def test_a_handout_says_where_it_finds_no_names(app):
    """Names in a script without capitals are typed by the person."""
    write_two_months(app)
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    month["entries"].append({
        "id": "018f3c1e-7b2a-7c44-9d0e-5a1b2c3d4e60", "day": "2026-11-23", "kind": "review",
        "created": "2026-11-23T09:00:00+00:00", "modified": "2026-11-23T09:00:00+00:00",
        "prompt": {"id": "review-2026-11", "text": "Review: November 2026"},
        "text": "# Balance\nPartly (Karl was ill).\n田中さんと話した。\n"})
    path.write_text(json.dumps(month))
    app.start("--page=balance")
    press(app, "Review…")
    press(app, "Hand Out “Review: November 2026”")
    wait_for("what it can’t find", lambda: find_named(app, "Poise Can’t Find Names in This Script"))
    wait_for("Karl", lambda: any(n.get_name() == "Karl" and n.get_role_name() in SWITCHES
                                 for n in walk(app.find("dialog"))))
    wait_for("the field", lambda: next(
        (n.get_editable_text_iface().set_text_contents("田中") for n in walk(app.find("dialog"))
         if n.get_name() == "Another Name" and n.get_editable_text_iface() is not None), False))
    press(app, "Add This Name")
    wait_for("an initial", lambda: any("田.さんと話した。" in n for n in app.labels()))
    app.quit()


def test_print_a_handout(app):
    """On as many pages as it needs; the preview turns them."""
    os.chdir(app.journal.parent)
    write_two_months(app)
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    words = "Amira led the move, and I asked what she needed before I said what I would do. " * 5
    month["entries"].append({
        "id": "018f3c1e-7b2a-7c44-9d0e-5a1b2c3d4e60", "day": "2026-11-23", "kind": "review",
        "created": "2026-11-23T09:00:00+00:00", "modified": "2026-11-23T09:00:00+00:00",
        "prompt": {"id": "review-2026-11", "text": "Review: November 2026"},
        "text": "# Balance\n" + (words + "\n\n") * 9 + "# What moved in this time?\n" + (words + "\n\n") * 3})
    path.write_text(json.dumps(month))
    app.start("--page=balance")
    press(app, "Review…")
    press(app, "Hand Out “Review: November 2026”")
    wait_for("the hand-out", lambda: find_named(app, "Another Name"))
    press(app, "Print…")
    wait_for("the print dialog", lambda: app.window("Print"))
    preview(app)
    wait_for("the first page", lambda: find_named(app, "Page 1 of 3, as it will be printed"))
    press(app, "Next Page")
    wait_for("the second page", lambda: find_named(app, "Page 2 of 3, as it will be printed"))
    press(app, "Next Page")
    wait_for("the last page", lambda: find_named(app, "Page 3 of 3, as it will be printed"))
    wait_for("Print…", lambda: next((n.get_action_iface().do_action(0) for n in walk(app.window("Print Preview"))
                                     if n.get_name() == "Print…" and n.get_action_iface() is not None), False))
    wait_for("the dialog alone", lambda: is_on_screen("Print") and not app.window("Print Preview"))
    choose_printer(app)
    press_print_button(app, "Print", "_Print Print")
    printed = app.journal.parent / "output.pdf"
    wait_for("the pages", lambda: b"%%EOF" in printed.read_bytes()[-9:])
    app.quit()


# Since GTK 4.18 a popover that closes leaves the keyboard to nobody where no window manager is.
with make_window_manager():
    tap.main(functools.partial(make_app, os.path.abspath(sys.argv[1])))
