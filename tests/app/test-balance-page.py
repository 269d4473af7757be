#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Balance page, by AT-SPI and by keyboard: test-balance-page.py POISE, in build-aux/headless."""

import functools
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import Atspi, make_app, wait_for, walk  # noqa: E402

DAYS = [("2026-11-23", 0.25), ("2026-11-21", 0.75), ("2026-11-16", 0.5), ("2026-11-02", 1.0),
        ("2026-08-24", 0.0), ("2025-01-01", 0.5)]


def write_journal(app):
    for n, (day, share) in enumerate(DAYS):
        path = app.journal / "entries" / f"{day[:7]}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        month = json.loads(path.read_text()) if path.exists() else {
            "format": "poise-month", "version": 1, "month": day[:7], "entries": []}
        moment = f"{day}T18:00:00+00:00"
        month["entries"].append({
            "id": f"018f3c1e-7b2a-7c44-9d0e-{n:012x}", "day": day, "created": moment,
            "modified": moment, "text": f"Written on {day}.",
            "tag": {"mode": "balanced", "share": share, "confidence": 0.9, "by": "tagger",
                    "sentences": [{"start": 0, "end": 9, "mode": "leadership", "facet": "people",
                                   "confidence": 0.9, "by": "tagger"}]}})
        path.write_text(json.dumps(month))


def find_named(app, *parts):
    return next((n for n in walk(app.root()) if all(p in n.get_name() for p in parts)), None)


def is_shown(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) or states.contains(Atspi.StateType.VISIBLE)


def press(app, *parts):
    node = wait_for(parts, lambda: find_named(app, *parts))
    assert node.get_action_iface().do_action(0), parts


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def get_focused(app):
    return next((n.get_name() for n in walk(app.root()) if is_focused(n) and n.get_name()), "")


def press_key(key):
    subprocess.run(["xdotool", "key", key], check=True)


def start(app):
    write_journal(app)
    app.start("--page=balance")
    wait_for("the bars", lambda: find_named(app, "Week of 23 November 2026"))


def test_names_and_sentences(app):
    start(app)
    assert find_named(app, "Week of 16 November 2026: 63% leadership, 2 entries")
    assert find_named(app, "Week of 9 November 2026: nothing written")
    assert find_named(app, "People: ")
    assert find_named(app, "Saturday, 21 November 2026: 75% leadership, 1 entry")
    sentence = ("In the last 12 weeks you wrote 4 entries. Leadership made up 63% of what you "
                "described, 63 points more than in the 12 weeks before.")
    assert sentence in app.labels(), app.labels()
    # The chart says so too, as the group of its bars.
    assert any(n.get_role_name() != "label" and n.get_name() == sentence for n in walk(app.root()))
    assert any("You wrote on 5 days of the year up to 23 November 2026." in n for n in app.labels())
    app.quit()


def test_keyboard_walks_the_bars(app):
    start(app)
    # A menu that closes gives the keyboard back to its button, which is before the bars; a key
    # that comes while it closes is lost.
    app.press()  # gives the window the keyboard
    wait_for("the menu button", lambda: app.press_named("Save or Print"))
    wait_for("the menu", lambda: any(is_focused(n) for n in app.find_all("menu item")))
    press_key("Escape")
    wait_for("its end", lambda: get_focused(app) == "Save or Print" and
             not any(is_focused(n) for n in app.find_all("menu item")))
    press_key("Tab")
    # Tab enters at the newest week.
    wait_for("the newest", lambda: "Week of 23 November" in get_focused(app))
    for key, week in (("Left", "16 November"), ("Left", "9 November"), ("Right", "16 November"),
                      ("Page_Up", "19 October"), ("Home", "7 September"), ("Left", "7 September"),
                      ("Page_Down", "5 October"), ("End", "23 November"), ("Left", "16 November")):
        press_key(key)
        wait_for((key, week), lambda: f"Week of {week}" in get_focused(app))
    press_key("Return")
    wait_for("the journal", lambda: any("Written on 2026-11-21" in n.get_name() and is_shown(n)
                                        for n in app.find_all("label")))
    app.quit()


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
             "Week of 16 November 2026" in app.labels())
    press(app, "Charts")
    wait_for("the charts", lambda: find_named(app, "Week of 16 November 2026: 63%"))
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
