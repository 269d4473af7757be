#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in 360 pixels with text of 200 %, in languages of long words.
test-narrow.py POISE, inside build-aux/headless."""

import functools
import gettext
import os
import pathlib
import subprocess
import sys

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, find_focusable, make_app, make_narrow, make_text_large,  # noqa: E402
                       make_window_manager, read_text, resize, wait_for, walk)

WIDTH = 360
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
            if place.x < -1 or place.x + place.width > WIDTH + 1] if len(places) > 5 else ["little is there"]


def wait_until_within(app, what):
    outside = [None]

    def is_within():
        outside[0] = find_outside(app.root())
        return not outside[0]
    try:
        wait_for(f"{what} in {WIDTH} pixels", is_within)
    except AssertionError:
        raise AssertionError(f"{what}: {outside[0]}") from None


def open_dialog(app, show):
    show()
    return wait_for("the dialog", lambda: app.find("dialog"))


def close_dialog(app):
    app.press("Escape")
    wait_for("the dialog's end", lambda: not app.find("dialog"))


def choose_item(app, translate, button, label):
    wait_for(button, lambda: app.press_named(translate(button)))
    item = wait_for(label, lambda: app.find_menu_item(translate(label)))
    item.get_action_iface().do_action(0)


def check_pages(app, language, locale):
    """Nothing is wider than the window: libadwaita would say so, which make_app() does not let pass."""
    _ = gettext.translation("poise", TRANSLATIONS, [language], fallback=True).gettext
    with make_window_manager(), make_text_large():
        start(app, language, locale, "--sample")
        make_narrow()
        wait_for("a narrow window", lambda: get_place(app.find("frame")).width == WIDTH)
        for page, key in (("Write", "alt+1"), ("Journal", "alt+2"), ("Balance", "alt+3")):
            app.press(key)
            wait_until_within(app, page)
        app.press("alt+2")
        for item in ("_Select Entries", "_Trash"):
            choose_item(app, _, "Journal Menu", item)
            wait_until_within(app, item)
            app.press("Escape")
        for action in ("export",):
            open_dialog(app, lambda: app.act_on_window(action))
            wait_until_within(app, action)
            close_dialog(app)
        app.quit()


def test_pages_in_english(app):
    check_pages(app, "en", "en_GB")


def test_pages_in_german(app):
    check_pages(app, "de", "de_DE")


def test_pages_in_arabic(app):
    check_pages(app, "ar", "ar_EG")


tap.main(functools.partial(make_app, sys.argv[1]))
