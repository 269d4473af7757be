#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in 360 pixels with text of 200 %, in languages of long words.
test-narrow.py POISE, inside build-aux/headless."""

import contextlib
import functools
import gettext
import json
import os
import pathlib
import subprocess
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, GLib, find_focusable, find_focused, is_showing, make_app, make_narrow,  # noqa: E402
                       make_text_large, make_window_manager, read_text, wait_for, walk)

WIDTH = 360
# The place of “Do You Agree?” in the main menu, which “Before and After…” follows.
AGREE = 4
# That of “Your Questions…” in the question's menu.
QUESTIONS = -1
DAY_ONE = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"]) / "dayone" / "journal.json"
CLI = pathlib.Path(sys.argv[1]).resolve().parents[1] / "cli" / "poise-cli"
TRANSLATIONS = pathlib.Path(sys.argv[1]).resolve().parents[2] / "po"


def start(app, language, locale, *arguments):
    """In another language, with its dates."""
    locales = app.journal.parent / "locales"
    locales.mkdir()
    subprocess.run(["localedef", "-i", locale, "-f", "UTF-8", locales / f"{locale}.utf8"], check=True)
    app.tab = lambda _page: app.find("page tab")
    app.start(*arguments, LANGUAGE=language, LC_ALL=f"{locale}.UTF-8", LOCPATH=str(locales),
              POISE_TRANSLATIONS=str(TRANSLATIONS))


def get_place(node):
    return node.get_extents(Atspi.CoordType.WINDOW)


def find_outside(root):
    """What the keyboard can come to and is not in the window's width."""
    places = [(n.get_role_name(), n.get_name(), get_place(n)) for n in find_focusable(root)]
    places = [(role, name, place) for role, name, place in places if place.width > 0]
    return [(role, name, place.x, place.width) for role, name, place in places
            # A header's first button is a hair beyond its edge.
            if place.x < -1 or place.x + place.width > WIDTH + 1] if len(places) > 2 else ["little is there"]


def wait_until_within(root, what):
    outside = [None]

    def is_within():
        outside[0] = find_outside(root)
        return not outside[0]
    try:
        wait_for(f"{what} in {WIDTH} pixels", is_within)
    except AssertionError:
        raise AssertionError(f"{what}: {outside[0]}") from None


def open_dialog(app, show):
    show()
    return wait_for("the dialog", lambda: app.find("dialog"))


def close_dialog(app):
    """Escape goes from its pages back first."""
    wait_for("the dialog's end", lambda: not app.find("dialog") or app.press("Escape"))


def choose_item(app, button, place):
    """By its place: its name is its key only, which is another one in each language."""
    press(app, button)
    items = wait_for("the items", lambda: [n for n in app.find_all("menu item") if is_showing(n)])
    # It may be gone before it answers; what it opens is waited for.
    with contextlib.suppress(GLib.Error):
        items[place].get_action_iface().do_action(0)


def find_shown(root, name):
    """The place of a label of that name that can be seen."""
    return next((get_place(n) for n in walk(root) if n.get_name() == name and is_showing(n) and
                 n.get_role_name() == "label" and get_place(n).width > 0), None)


def check_export(app, translate):
    dialog = open_dialog(app, lambda: app.act_on_window("export"))
    wait_until_within(dialog, "export")
    # There is no room for the choice beside its title.
    wait_for("a choice below its title", lambda: (lambda title, choice: title and choice and choice.y > title.y)(
        find_shown(dialog, translate("Format")), find_shown(dialog, translate("Web Page"))))
    close_dialog(app)


def get_character(node, offset):
    return Atspi.Text.get_character_extents(node, offset, Atspi.CoordType.WINDOW)


def check_preferences(app, translate):
    dialog = open_dialog(app, lambda: app.act("preferences"))
    wait_until_within(dialog, "preferences")
    # Where its characters are a spin button does not say; each has two buttons.
    wait_for("room for the percents", lambda: (lambda widths: len(widths) == 3 and min(widths) > 150)(
        [get_place(n).width for n in walk(dialog) if n.get_role_name() == "spin button" and "%" in read_text(n)]))
    close_dialog(app)


def check_table(app, translate):
    """What it is about is seen without scrolling sideways."""
    press(app, translate("Table"))
    wait_for("the column", lambda: (place := find_shown(app.root(), translate("Leadership"))) and
             place.x >= 0 and place.x + place.width <= WIDTH)
    press(app, translate("Charts"))


def check_search(app, translate):
    """Where nothing is found the way back is a button of several words."""
    wait_for("the search", lambda: any(
        is_showing(n) and n.get_editable_text_iface() is not None and
        n.get_editable_text_iface().set_text_contents("xyzzy") for n in app.find_all("text") + app.find_all("entry")))
    wait_for("the way back", lambda: find_shown(app.root(), translate("_Show All Entries").replace("_", "")))
    wait_until_within(app.root(), "search")
    press(app, translate("_Show All Entries").replace("_", ""))


def check_calendar(app, translate):
    """A popover has a place of its own; it is as wide as it wants to be."""
    def find_calendar():
        button = next((n for n in walk(app.root()) if n.get_name() == translate("Earlier Year") and is_showing(n) and
                       get_place(n).width > 0), None)
        return button and button.get_parent().get_parent()

    def is_within():
        calendar = find_calendar()
        parts = [get_place(n) for n in walk(calendar) if is_showing(n)] if calendar else []
        return len(parts) > 50 and max(p.x + p.width for p in parts) - min(
            p.x for p in parts if p.width > 0) <= WIDTH - 18
    app.press("alt+2")
    press(app, translate("Go to a Day"))
    wait_for("the calendar", is_within)
    # What has the keyboard has it: the popover.
    wait_for("its focus", lambda: find_focused(find_calendar()))
    subprocess.run(["xdotool", "key", "Escape"], check=True)
    wait_for("its end", lambda: f"“{translate('Go to a Day')}”" in app.focused().split(" in ")[0])


def check_review(app, translate):
    app.press("alt+3")
    dialog = open_dialog(app, lambda: press(app, translate("Re_view…").replace("_", "")))
    wait_until_within(dialog, "review")
    close_dialog(app)


def press(app, name):
    """Once its page is the one that is shown."""
    wait_for(name, lambda: any(n.get_name() == name and is_showing(n) for n in walk(app.root())) and
             app.press_named(name))


def check_pages(app, language, locale):
    """Nothing is wider than the window: libadwaita would say so, which make_app() does not let pass."""
    _ = gettext.translation("poise", TRANSLATIONS, [language], fallback=True).gettext
    with make_window_manager(), make_text_large():
        start(app, language, locale, "--sample")
        make_narrow()
        wait_for("a narrow window", lambda: get_place(app.find("frame")).width == WIDTH)
        for page, key in (("Write", "alt+1"), ("Journal", "alt+2"), ("Balance", "alt+3")):
            app.press(key)
            wait_until_within(app.root(), page)
        check_table(app, _)
        app.press("alt+2")
        for name, place in (("selection", 0), ("trash", -1)):
            choose_item(app, _("Journal Menu"), place)
            wait_until_within(app.root(), name)
            app.press("Escape")
        check_search(app, _)
        check_export(app, _)
        check_preferences(app, _)
        check_review(app, _)
        check_calendar(app, _)
        app.quit()


def check_lines(app, *arguments):
    """Of what one writes four lines are seen, whatever stands above."""
    with make_window_manager(), make_text_large():
        start(app, "en", "en_GB", *arguments)
        make_narrow()
        wait_for("a narrow window", lambda: get_place(app.find("frame")).width == WIDTH)
        wait_for("its question", lambda: any(n.get_name().endswith("?") for n in app.find_all("label")))
        wait_for("four lines", lambda: app.editor() and
                 get_place(app.editor()).height >= 4 * get_character(app.editor(), 0).height)
        wait_for("large letters", lambda: get_character(app.editor(), 0).height > 30)
        # The day is there whole, on two lines.
        wait_for("the day", lambda: (place := find_shown(app.root(), "Today, 23 November")) and place.height > 60)
        app.quit()


def check_dialogs(app, language, locale):
    """Those of the weeks, and those that the other checks leave out."""
    _ = gettext.translation("poise", TRANSLATIONS, [language], fallback=True).gettext
    for day, *words in (("2026-11-16", "intention", "set", "If somebody asks me, then I ask back.", "--facet", "people"),
                        ("2026-11-18", "add", "Asked Amira what she would change here, and listened.")):
        subprocess.run([CLI, "--journal", app.journal, *words], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "POISE_NOW": f"{day}T18:00:00+00:00"})
    with make_window_manager(), make_text_large():
        start(app, language, locale)
        make_narrow()
        wait_for("a narrow window", lambda: get_place(app.find("frame")).width == WIDTH)
        for what, show in (
                ("check-in", lambda: press(app, _("_How Did It Go?").replace("_", ""))),
                ("another intention", lambda: choose_item(app, _("Your Intention"), 1)),
                ("shortcuts", lambda: app.act("shortcuts")),
                ("backups", lambda: app.act_on_window("restore")),
                ("import", lambda: app.act_on_window("import")),
                ("preview", lambda: app.act_on_window("import-file", "dayone", DAY_ONE)),
                ("questions", lambda: choose_item(app, _("More Questions"), QUESTIONS)),
                ("agreement", lambda: choose_item(app, _("Main Menu"), AGREE)),
                ("comparison", lambda: choose_item(app, _("Main Menu"), AGREE + 1))):
            wait_until_within(open_dialog(app, show), what)
            close_dialog(app)
        app.quit()


def test_four_lines_below_a_question(app):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": "2026-11", "entries": [
        {"id": "019a0000-0000-7000-8000-000000000001", "day": "2026-11-23", "text": "One. Two. Three.",
         "prompt": {"id": "own", "text": "What did you decide on the spot, and how does it feel tonight?"},
         "created": "2026-11-23T10:00:00+00:00", "modified": "2026-11-23T10:00:00+00:00"}]}))
    check_lines(app)


def test_four_lines_below_a_banner(app):
    check_lines(app, "--sample")


def test_what_is_damaged_is_said_whole_and_leaves_room(app):
    entries = app.journal / "entries"
    entries.mkdir(parents=True)
    for month in ("2026-08", "2026-09", "2026-10"):
        (entries / f"{month}.json").write_text('{"entries": [')
    with make_window_manager(), make_text_large():
        start(app, "en", "en_GB")
        make_narrow()
        wait_for("a narrow window", lambda: get_place(app.find("frame")).width == WIDTH)
        # Two lines for each month, and five for what can be done, where a banner would show three.
        wait_for("every line", lambda: any(
            "keeps the damaged file beside it." in n.get_name() and get_place(n).height >= 11 * 30
            for n in app.find_all("label")))
        wait_for("lines to write", lambda: app.editor() and
                 get_place(app.editor()).height >= 2 * get_character(app.editor(), 0).height)
        wait_for("all of what the text shows", lambda: (place := find_shown(app.root(), "Nothing yet")) and
                 place.height > 60)
        app.tab_to("Repair")
        wait_for("the button", lambda: 0 < get_place(app.find("push button", "Repair")).y <
                 get_place(app.editor()).y)
        app.quit()


def test_dialogs_in_english(app):
    check_dialogs(app, "en", "en_GB")


def test_dialogs_in_german(app):
    check_dialogs(app, "de", "de_DE")


def test_dialogs_in_arabic(app):
    check_dialogs(app, "ar", "ar_EG")


def test_pages_in_english(app):
    check_pages(app, "en", "en_GB")


def test_pages_in_german(app):
    check_pages(app, "de", "de_DE")


def test_pages_in_arabic(app):
    check_pages(app, "ar", "ar_EG")


tap.main(functools.partial(make_app, sys.argv[1]))
