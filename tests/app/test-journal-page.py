#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Journal page: test-journal-page.py POISE, inside build-aux/headless."""

import contextlib
import datetime
import functools
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, GLib, ancestry, find_focusable, find_focused, find_unnamed, is_showing,  # noqa: E402
                       make_app, make_narrow, make_text_large, make_window_manager, read_text, resize, wait_for,
                       walk)

TEXTS = {
    "2026-11-23": "Asked Amira about the café, and about the rota of the Café.",
    "2026-11-20": "Put the rota on the wall.",
    "2026-10-05": "Joel wrote the rota; the cafe was closed.",
}


def fill(app):
    """A journal of a few days, one file a month."""
    months = {}
    for number, (day, text) in enumerate(TEXTS.items()):
        moment = f"{day}T18:00:00+00:00"
        months.setdefault(day[:7], []).append({
            "id": f"018f3c1e-7b2a-7c44-9d0e-00000000000{number}", "day": day, "created": moment,
            "modified": moment, "text": text})
    (app.journal / "entries").mkdir(parents=True)
    for month, entries in months.items():
        (app.journal / "entries" / f"{month}.json").write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month, "entries": entries}))


def make_entry(number, day, text, hour=18, mode=None):
    moment = f"{day}T{hour:02}:05:00+00:00"
    entry = {"id": f"018f3c1e-7b2a-7c44-9d0e-{number:012x}", "day": str(day), "created": moment,
             "modified": moment, "text": text}
    if mode is not None:
        share = float(mode == "leadership")
        entry["tag"] = {"mode": mode, "share": share, "confidence": 0.9, "by": "tagger", "sentences": [
            {"start": 0, "end": len(text), "mode": mode, "confidence": 0.9, "by": "tagger"}]}
    return entry


def write_months(app, entries):
    """As another program would: each file is there at once."""
    folder = app.journal / "entries"
    folder.mkdir(parents=True, exist_ok=True)
    for month in {entry["day"][:7] for entry in entries}:
        (folder / "new").write_text(json.dumps(
            {"format": "poise-month", "version": 1, "month": month,
             "entries": [e for e in entries if e["day"].startswith(month)]}))
        (folder / "new").rename(folder / f"{month}.json")


def fill_weeks(app, n_days=60):
    """An entry a day, the newest on Monday, 23 November 2026."""
    today = datetime.date(2026, 11, 23)
    days = [today - datetime.timedelta(n) for n in range(n_days)]
    write_months(app, [make_entry(n, day, f"Written on {day}.", mode="leadership")
                       for n, day in enumerate(days)])


def find_rows(app):
    """Those that show an entry, by their names; a list keeps spare ones, which keep theirs."""
    return {n.get_name(): n for n in app.find_all("list item")
            if n.get_state_set().contains(Atspi.StateType.VISIBLE) and
            any("Written" in label.get_name() for label in walk(n))}


def get_focused(app):
    return next((n.get_name() for n in find_focused(app.root()) if n.get_name()), "")


def get_place(node):
    """Its top and its bottom in the window."""
    extents = node.get_extents(Atspi.CoordType.WINDOW)
    return extents.y, extents.y + extents.height


def is_at_top(app, name):
    """Whether a row, with its week's heading, is the first that is seen."""
    rows = find_rows(app)
    return name in rows and abs(get_place(rows[name])[0] - get_place(app.find("list", "Entries"))[0]) <= 2


def is_in_sight(app, name):
    rows = find_rows(app)
    if name not in rows:
        return False
    (top, bottom), (first, last) = get_place(rows[name]), get_place(app.find("list", "Entries"))
    return first - 1 <= top and bottom <= last + 1


def start_at_list(app, first):
    app.start("--page=journal")
    wait_for("the list", lambda: first in find_rows(app))
    app.press("Shift_L")  # gives the window the keyboard


def test_pages_that_are_not_there_yet_take_the_keyboard(app):
    """They are made once the journal was read, or when they are first gone to."""
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={sys.argv[2]}", f"POISE_READ_WHILE={waiting}",
             f"POISE_FAIL_UNDER={app.journal / 'entries'}")
    fill(app)
    for key, page in (("alt+2", "Journal"), ("alt+3", "Balance")):
        waiting.touch()
        app.start("--page=write")
        app.press("Shift_L")  # gives the window the keyboard
        wait_for("the editor's focus", lambda: get_focused(app) == "Your Reflection")
        app.press(key)
        wait_for(f"a focus on {page}", lambda page=page: f"“{page}” in" in app.focused())
        waiting.unlink()
        app.quit()


def start(app):
    fill(app)
    app.start("--page=journal")
    wait_for("the list", lambda: shows(app, "Joel wrote"))


def shows(app, text):
    return any(text in label for label in app.labels())


def search(app, words):
    entry = wait_for("the search entry", lambda: next(
        (n for n in walk(app.root()) if n.get_name() == "Search the journal" and
         n.get_editable_text_iface() is not None), None))
    editable = entry.get_editable_text_iface()
    editable.delete_text(0, Atspi.Text.get_character_count(entry))
    editable.insert_text(0, words, len(words.encode()))


def press(app, name):
    for role in ("push button", "toggle button"):
        for node in reversed(app.find_all(role, name)):
            with contextlib.suppress(GLib.Error):
                if node.get_action_iface() is not None and node.get_action_iface().do_action(0):
                    return True
    return False


def press_keys(keys):
    """Without a window manager the keys go to the window under the pointer."""
    subprocess.run(["xdotool", "key", keys], check=True)


def choose(app, name):
    """Presses a button; of a menu button, what is in it."""
    wait_for(name, lambda: press(app, name))


def choose_item(app, label):
    def press_item():
        item = app.find_menu_item(label)
        # It may be gone before it answers; what it opens is waited for.
        with contextlib.suppress(GLib.Error):
            return item is not None and item.get_action_iface().do_action(0)
        return True
    wait_for(label, press_item)


def texts(app):
    return sorted(e["text"] for path in (app.journal / "entries").glob("*.json")
                  for e in json.loads(path.read_text())["entries"])


def caret(app):
    return Atspi.Text.get_caret_offset(app.editor())


def test_search_and_find(app):
    start(app)
    search(app, "cafe -\"on the wall\"")
    wait_for("the count, and no others", lambda: app.says("2 entries") and not shows(app, "Put the rota"))
    search(app, "CAFÉ")
    wait_for("the count", lambda: app.says("2 entries"))
    # Text put in by AT-SPI does not bring the focus along.
    press_keys("ctrl+f")
    press_keys("Return")
    text = TEXTS["2026-11-23"]
    wait_for("the first match", lambda: app.says("1 of 2") and app.text() == text and
             caret(app) == text.index("café"))
    press_keys("ctrl+g")
    wait_for("the second match", lambda: app.says("2 of 2") and caret(app) == text.index("Café"))
    choose(app, "Next Match")
    wait_for("the next entry", lambda: app.text() == TEXTS["2026-10-05"])
    wait_for("its match", lambda: app.says("1 of 1"))
    choose(app, "Previous Match")
    wait_for("the way back", lambda: app.says("2 of 2"))
    assert texts(app) == sorted(TEXTS.values())
    app.quit()


def test_select_delete_undo(app):
    start(app)
    search(app, "rota -joel")
    wait_for("the count", lambda: app.says("2 entries"))
    choose(app, "Journal Menu")
    choose_item(app, "_Select Entries")
    choose(app, "Select All")
    wait_for("the selection", lambda: app.says("2 selected"))
    choose(app, "Delete the Selected Entries")
    wait_for("the message", lambda: "2 entries deleted" in app.labels())
    wait_for("the entries to go", lambda: texts(app) == [TEXTS["2026-10-05"]])
    choose(app, "Undo")
    wait_for("the entries to be back", lambda: texts(app) == sorted(TEXTS.values()))
    app.quit()


def save_as(app, path):
    """Answers the file chooser as a person would: the name, Save."""
    name = wait_for("the file's name", lambda: next(
        (n for n in app.find_all("text") if read_text(n).startswith("Journal.")), None))
    editable = name.get_editable_text_iface()
    editable.delete_text(0, Atspi.Text.get_character_count(name))
    editable.insert_text(0, str(path), len(str(path).encode()))
    wait_for("Save", lambda: press(app, "Save"))


def test_select_and_export(app):
    path = app.journal.parent / "selected.html"
    start(app)
    search(app, "rota -joel")
    wait_for("the count", lambda: app.says("2 entries"))
    choose(app, "Journal Menu")
    choose_item(app, "_Select Entries")
    choose(app, "Select All")
    wait_for("the selection", lambda: app.says("2 selected"))
    wait_for("the button", lambda: app.find("push button", "Export the Selected Entries"))
    press_keys("ctrl+e")
    wait_for("what the dialog asks", lambda: app.window("Export 2 Entries") and shows(app, "Format"))
    assert not shows(app, "Last 52 Weeks"), "what is exported was chosen already"
    choose(app, "Export…")
    save_as(app, path)
    wait_for("the whole file", lambda: path.exists() and "</html>" in path.read_text())
    written = path.read_text()
    for text in TEXTS.values():
        assert (text in written) == ("Joel" not in text), written
    wait_for("2 selected", lambda: app.says("2 selected"))
    assert texts(app) == sorted(TEXTS.values())
    app.quit()


def read_if_there(path):
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def test_trash(app):
    trash = app.journal / "trash"
    start(app)
    choose(app, "Delete Entry")
    wait_for("the entry to go", lambda: len(texts(app)) == 2)
    choose(app, "Journal Menu")
    choose_item(app, "_Trash")
    wait_for("its end", lambda: shows(app, "kept until 23 December 2026"))
    choose(app, "Restore")
    # And all at once, as what offers to undo it passes by.
    wait_for("the entry to be back, and the empty trash", lambda: len(texts(app)) == 3 and shows(
        app, "The Trash Is Empty") and shows(app, "What you delete stays here for 30 days"))
    choose(app, "Undo")
    wait_for("the restoring to be undone", lambda: len(texts(app)) == 2)
    wait_for("the trash", lambda: shows(app, "kept until 23 December 2026"))
    choose(app, "Empty…")
    wait_for("the question", lambda: shows(app, "1 entry will be gone for good"))
    assert len(list(trash.glob("*.json"))) == 1
    # The dialog has its buttons twice, for narrow windows too.
    wait_for("its answer", lambda: app.press_all("Empty Trash"))
    # Only that they were deleted is kept, and of no one what was in it.
    wait_for("the trash to be empty", lambda: not any(
        json.loads(path.read_text())["entries"] for path in trash.glob("*.json")))
    # Backups follow.
    wait_for("its words to be nowhere", lambda: not any(
        "Joel" in read_if_there(path) for path in app.journal.rglob("*.json")
        if path.parent != app.journal / "entries"))
    app.quit()


def make_trash(folder, *texts):
    """What was deleted, as another program writes it: at once."""
    (folder / "trash").mkdir(parents=True, exist_ok=True)
    entries = [{**make_entry(0x900 + len(text), "2026-11-20", text), "deleted": "2026-11-23T12:00:00+00:00"}
               for text in texts]
    (folder / "trash" / "new").write_text(json.dumps(
        {"format": "poise-month", "version": 1, "month": "2026-11", "entries": entries}))
    (folder / "trash" / "new").rename(folder / "trash" / "2026-11.json")


def read_trash(folder):
    return sorted(e["text"] for e in json.loads((folder / "trash" / "2026-11.json").read_text())["entries"])


def open_trash(app):
    choose(app, "Journal Menu")
    choose_item(app, "_Trash")


def test_trash_of_others(app):
    """What comes to the trash from elsewhere is shown, and nothing that is not shown is emptied."""
    fill(app)
    make_trash(app.journal, "Deleted here.")
    app.start("--page=journal")
    wait_for("the list", lambda: shows(app, "Joel wrote"))
    open_trash(app)
    wait_for("the trash", lambda: shows(app, "Deleted here."))
    make_trash(app.journal, "Deleted here.", "Deleted on the phone.")
    wait_for("what was deleted elsewhere", lambda: shows(app, "Deleted on the phone."))
    choose(app, "Empty…")
    wait_for("the question", lambda: shows(app, "2 entries will be gone for good"))
    make_trash(app.journal, "Deleted here.", "Deleted on the phone.", "Deleted while it was asked.")
    wait_for("its answer", lambda: app.press_all("Empty Trash"))
    wait_for("the two to go", lambda: read_trash(app.journal) == ["Deleted while it was asked."])
    wait_for("the third to be shown", lambda: shows(app, "Deleted while it was asked."))
    app.quit()


def test_trash_names_its_rows(app):
    write_months(app, [make_entry(1, "2026-11-20", "Written early.", 8), make_entry(2, "2026-11-20", "Written late.")])
    names = [f"Friday, 20 November 2026, {time}" for time in ("08:05", "18:05")]
    app.start("--page=journal")
    for n in (1, 0):
        wait_for("a row", lambda: press(app, "Delete Entry"))
        # From the list as well, where its button does nothing any more.
        wait_for("the entry to go", lambda left=n: len(texts(app)) == len(find_rows(app)) == left)
    choose(app, "Journal Menu")
    choose_item(app, "_Trash")
    wait_for("a name for each", lambda: {n.get_name() for n in app.find_all("list item") if n.get_name() and any(
        "kept until" in part.get_name() for part in walk(n))} >= set(names))
    for name in names:
        wait_for("a button for each", lambda part=name: app.find("push button", f"Restore: {part}"))
    wait_for("all names", lambda: not find_unnamed(app.root()))
    app.quit()


def test_calendar(app):
    start(app)
    choose(app, "Go to a Day")
    wait_for("a written day", lambda: app.find("push button", "Friday, 20 November 2026, 1 entry"))
    choose(app, "Earlier Month")
    wait_for("October", lambda: app.find("push button", "Monday, 5 October 2026, 1 entry"))
    choose(app, "Tuesday, 6 October 2026")
    wait_for("that day's page", lambda: shows(app, "Tuesday, 6 October"))
    wait_for("a blank page", lambda: app.text() == "")
    app.quit()


def test_rows_have_names(app):
    write_months(app, [make_entry(1, "2026-11-23", "Written early.", 8),
                       make_entry(2, "2026-11-23", "Written late.", 18, "management"),
                       make_entry(3, "2026-11-20", "Written on Friday.", 18, "leadership")])
    app.start("--page=journal")
    wait_for("the rows' names", lambda: set(find_rows(app)) == {
        "Monday, 23 November 2026, 18:05, Management", "Monday, 23 November 2026, 08:05",
        "Friday, 20 November 2026, Leadership"})
    # What is alone on its day needs no time.
    app.press("Shift_L")  # gives the window the keyboard
    app.tab_to("Monday, 23 November 2026, 18:05, Management")
    app.press("Delete")
    wait_for("the other one's name", lambda: "Monday, 23 November 2026" in find_rows(app))
    app.quit()


def take_picture(app):
    """The lines of the screen."""
    width, _ = map(int, subprocess.run(["xdotool", "getdisplaygeometry"], check=True, capture_output=True,
                                       text=True).stdout.split())
    pixels = subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], check=True,
                            capture_output=True).stdout
    return [pixels[i:i + 3 * width] for i in range(0, len(pixels), 3 * width)]


def test_focus_is_shown_around_the_entry_alone(app):
    """The first row of a week has its heading, too, which is not what one would delete."""
    fill_weeks(app, 3)
    second = "Sunday, 22 November 2026, Leadership"
    start_at_list(app, second)
    wait_for("the week's heading", lambda: app.find("label", "Week of 16 Nov 2026"))
    last = []
    wait_for("all of it", lambda: (last.append(take_picture(app)), len(last) > 1 and last[-1] == last[-2])[1])
    app.tab_to("Monday, 23 November 2026")
    app.press("Down")
    wait_for("the second row", lambda: get_focused(app) == second)

    def find_changed_lines():
        nodes = [find_rows(app).get(second), app.find("label", "Week of 16 Nov 2026"), app.find("list", "Entries")]
        if None in nodes:
            return False
        (top, bottom), (_, heading), (list_top, _) = map(get_place, nodes)
        changed = [y for y, (a, b) in enumerate(zip(last[-1], take_picture(app))) if a != b and y >= list_top]
        # GTK leaves out the heading's margins.
        return changed and heading <= changed[0] and top + 60 < changed[-1] <= bottom + 2
    wait_for("a ring around it", find_changed_lines)
    app.quit()


def test_delete_by_key(app):
    fill_weeks(app)
    first, second = "Monday, 23 November 2026, Leadership", "Sunday, 22 November 2026, Leadership"
    start_at_list(app, first)
    app.tab_to(first)
    app.press("Down")
    wait_for("the second row", lambda: get_focused(app) == second)
    app.press("Delete")
    wait_for("the entry to go", lambda: "Written on 2026-11-22." not in texts(app))
    assert len(texts(app)) == 59
    wait_for("the focus on the row after it", lambda: get_focused(app).startswith("Saturday, 21 November"))
    app.press("ctrl+z")
    wait_for("the entry to be back", lambda: "Written on 2026-11-22." in texts(app))
    wait_for("its focus", lambda: get_focused(app) == second)
    app.press("End")
    wait_for("the end of the list", lambda: get_focused(app).startswith("Friday, 25 September"))
    app.press("Delete")
    wait_for("the focus on the row before it", lambda: get_focused(app).startswith("Saturday, 26 September"))
    app.quit()


def test_menu_gives_the_row_back(app):
    fill_weeks(app, 10)
    first, third = "Monday, 23 November 2026, Leadership", "Saturday, 21 November 2026, Leadership"
    # It gives the window the keyboard again that the menu had.
    with make_window_manager():
        start_at_list(app, first)
        app.tab_to(first)
        app.press("Down", "Down")
        wait_for("the third row", lambda: get_focused(app) == third)
        press_keys("Menu")
        wait_for("the menu", lambda: is_showing(app.find_menu_item("_Delete")) and get_focused(app) != third)
        press_keys("Escape")
        wait_for("the row again", lambda: get_focused(app) == third)
        press_keys("Menu")
        wait_for("the menu", lambda: is_showing(app.find_menu_item("_Delete")))
        choose_item(app, "_Delete")
        wait_for("the row after it", lambda: get_focused(app).startswith("Friday, 20 November"))
        wait_for("the entry to go", lambda: len(texts(app)) == 9)
        app.quit()


def test_redo_of_a_deletion_goes_on_beside_it(app):
    fill_weeks(app)
    second = "Sunday, 22 November 2026, Leadership"
    start_at_list(app, "Monday, 23 November 2026, Leadership")
    app.tab_to("Monday, 23 November 2026")
    app.press("Down")
    wait_for("the second row", lambda: get_focused(app) == second)
    app.press("Delete")
    wait_for("the entry to go", lambda: second not in find_rows(app))
    app.press("ctrl+z")
    wait_for("its focus", lambda: get_focused(app) == second)
    app.press("ctrl+shift+z")
    wait_for("the entry to go again", lambda: second not in find_rows(app))
    wait_for("the focus on the row after it", lambda: get_focused(app).startswith("Saturday, 21 November"))
    app.press("ctrl+z")
    wait_for("its focus again", lambda: get_focused(app) == second)
    # Where nothing else was found, what is searched for is next.
    search(app, "2026-11-22")
    wait_for("what was found", lambda: set(find_rows(app)) == {second})
    app.press("ctrl+shift+z")
    wait_for("nothing", lambda: not app.says("1 entry"))
    wait_for("the focus in the search", lambda: "Search the journal" in app.focused())
    app.quit()


def test_undo_shows_what_came_back(app):
    fill_weeks(app)
    first = "Monday, 23 November 2026, Leadership"
    start_at_list(app, first)
    app.tab_to(first)
    app.press("Delete")
    wait_for("the entry to go", lambda: first not in find_rows(app))
    wait_for("the focus on the row after it", lambda: get_focused(app).startswith("Sunday, 22 November"))
    app.press("End")
    wait_for("the end of the list", lambda: get_focused(app).startswith("Friday, 25 September"))
    app.press("ctrl+z")
    wait_for("its focus", lambda: get_focused(app) == first)
    wait_for("the row in sight", lambda: is_in_sight(app, first))
    app.quit()


def get_states(app, name):
    """Those of a row, by its name."""
    rows = find_rows(app)
    return rows[name].get_state_set() if name in rows else None


def is_selected(app, name):
    states = get_states(app, name)
    return states is not None and states.contains(Atspi.StateType.SELECTED)


def start_selecting(app):
    choose(app, "Journal Menu")
    choose_item(app, "_Select Entries")
    wait_for("selecting", lambda: app.says("0 selected"))


def test_select_by_keyboard(app):
    """From where one is; Space selects, which a screen reader is told; Tab goes on beyond the list."""
    fill_weeks(app, 10)
    third, fourth = (f"{day} November 2026, Leadership" for day in ("Saturday, 21", "Friday, 20"))
    first = "Monday, 23 November 2026, Leadership"
    with make_window_manager():
        start_at_list(app, first)
        app.tab_to(first)
        app.press("Down", "Down")
        wait_for("the third row", lambda: get_focused(app) == third)
        start_selecting(app)
        wait_for("the row where one was", lambda: get_focused(app) == third)
        assert not is_selected(app, third)
        app.press("space")
        wait_for("it selected", lambda: is_selected(app, third) and app.says("1 selected"))
        app.press("Down", "ctrl+space")
        wait_for("the next one, too", lambda: is_selected(app, fourth) and app.says("2 selected"))
        app.press("space")
        wait_for("it no longer", lambda: not is_selected(app, fourth) and is_selected(app, third) and
                 app.says("1 selected"))
        app.press("Tab")
        wait_for("a place beyond the list", lambda: (now := app.focused()) and "list item" not in now)
        app.press("shift+Tab")
        wait_for("the row again", lambda: get_focused(app) == fourth)
        app.press("Escape")
        wait_for("no selecting", lambda: not is_selected(app, third) and not app.says("1 selected"))
        wait_for("the row still", lambda: get_focused(app) == fourth)
        # Space does then nothing there, and Return opens.
        app.press("space", "Return")
        wait_for("the entry", lambda: app.text() == "Written on 2026-11-20.")
        app.quit()


def test_selected_ones_go_and_one_stays_beside_them(app):
    fill_weeks(app, 10)
    first = "Monday, 23 November 2026, Leadership"
    last, before = (f"{day} November 2026, Leadership" for day in ("Saturday, 14", "Monday, 16"))
    start_at_list(app, first)
    app.tab_to(first)
    app.press("End")
    wait_for("the last row", lambda: get_focused(app) == last)
    start_selecting(app)
    wait_for("the last row again", lambda: get_focused(app) == last)
    app.press("space", "Up", "space")
    wait_for("both", lambda: app.says("2 selected"))
    app.press("Delete")
    wait_for("the two to go", lambda: len(texts(app)) == 8)
    wait_for("the focus on the row before them", lambda: get_focused(app) == before)
    app.quit()


def test_escape_ends_a_search(app):
    with make_window_manager():
        start(app)
        search(app, "rota -joel")
        wait_for("the count", lambda: app.says("2 entries"))
        press_keys("ctrl+f")
        wait_for("the field", lambda: get_focused(app) == "Search the journal")
        app.tab_to("Monday, 23 November 2026")
        press_keys("Escape")
        wait_for("all", lambda: shows(app, "Joel wrote"))
        wait_for("the field again", lambda: get_focused(app) == "Search the journal")
        app.quit()


def test_escape_leaves_one_thing_after_the_other_from_the_bar(app):
    """The trash, selecting and a search, also while the keyboard is above the page."""
    with make_window_manager():
        start(app)
        open_trash(app)
        wait_for("the trash", lambda: shows(app, "The Trash Is Empty"))
        app.press("Shift_L")  # gives the window the keyboard
        app.tab_to("Main Menu")
        app.press("Escape")
        wait_for("the list", lambda: shows(app, "Joel wrote"))
        wait_for("the field", lambda: get_focused(app) == "Search the journal")
        search(app, "rota -joel")
        wait_for("the count", lambda: app.says("2 entries"))
        start_selecting(app)
        app.tab_to("Main Menu")
        app.press("Escape")
        wait_for("no selecting", lambda: not app.says("0 selected"))
        wait_for("the search still", lambda: app.says("2 entries"))
        app.press("Escape")
        wait_for("all", lambda: shows(app, "Joel wrote"))
        app.quit()


def open_week(app, week):
    """Presses a week's bar on the Balance page."""
    wait_for("the charts", lambda: any(is_showing(n) and n.get_name().startswith(f"Week of {week} 2026:") and
                                       app.press_named(n.get_name()) for n in walk(app.root())))


def test_week_at_the_top(app):
    fill_weeks(app)
    with make_window_manager():
        app.start("--page=balance")
        for week, day in (("26 October", "Sunday, 1 November"), ("2 November", "Sunday, 8 November"),
                          ("12 October", "Sunday, 18 October")):
            open_week(app, week)
            name = f"{day} 2026, Leadership"
            wait_for(f"the focus on {name}", lambda n=name: get_focused(app) == n)
            wait_for(f"{name} at the top", lambda n=name: is_at_top(app, n))
            app.go_to("Balance")
        app.quit()


def test_day_at_the_top(app):
    fill_weeks(app)
    with make_window_manager():
        app.start("--page=balance")
        wait_for("the day", lambda: app.press_named(
            "Tuesday, 10 November 2026: 0% management, 100% leadership, 1 entry"))
        name = "Tuesday, 10 November 2026, Leadership"
        wait_for("the focus on its entry", lambda: get_focused(app) == name)
        wait_for("it at the top", lambda: is_at_top(app, name))
        app.quit()


def test_outside_change(app):
    write_months(app, [make_entry(1, "2026-11-23", "Written here.", mode="leadership")])
    app.start("--page=journal")
    wait_for("the row", lambda: "Monday, 23 November 2026, Leadership" in find_rows(app))
    wait_for("the week", lambda: len(app.find_all("image", "0% management, 100% leadership")) == 2)
    entry = make_entry(1, "2026-11-23", "Written elsewhere.", mode="management")
    write_months(app, [{**entry, "modified": "2026-11-23T18:30:00+00:00"}])
    wait_for("the row's name", lambda: "Monday, 23 November 2026, Management" in find_rows(app))
    wait_for("its words", lambda: shows(app, "Written elsewhere."))
    wait_for("its week", lambda: len(app.find_all("image", "100% management, 0% leadership")) == 2)
    app.quit()


def is_within(app, width):
    """Whether the window is so narrow, and nothing that can be pressed is cut off."""
    frame = app.window("Poise").get_extents(Atspi.CoordType.WINDOW)
    places = [n.get_extents(Atspi.CoordType.WINDOW) for n in find_focusable(app.window("Poise"))]
    ends = [place.x + place.width for place in places]
    return frame.width <= width and len(ends) > 5 and max(ends) <= width


def test_large_text_in_a_narrow_window(app):
    fill_weeks(app)
    with make_window_manager(), make_text_large():
        app.start("--page=journal")
        name = "Monday, 23 November 2026, Leadership"
        wait_for("the list", lambda: name in find_rows(app))
        make_narrow()
        wait_for("the journal in 360 pixels", lambda: is_within(app, 360))
        # The day is there whole, on as many lines as it needs.
        wait_for("two lines of the day", lambda: name in find_rows(app) and any(
            n.get_name() == "Monday, 23 November 2026" and n.get_extents(Atspi.CoordType.WINDOW).height > 40
            for n in walk(find_rows(app)[name])))
        choose(app, "Delete Entry")
        choose(app, "Journal Menu")
        choose_item(app, "_Trash")
        wait_for("the trash", lambda: shows(app, "kept until 23 December 2026"))
        wait_for("the trash in 360 pixels", lambda: is_within(app, 360))
        app.quit()


def can_clear(app):
    button = app.find("push button", "Clear the Filters")
    return button is not None and button.get_state_set().contains(Atspi.StateType.SENSITIVE)


def test_filter_by_tag(app):
    fill(app)
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    month["entries"][1]["tags"] = ["work", "old friends"]
    path.write_text(json.dumps(month))
    app.start("--page=journal")
    wait_for("the list", lambda: shows(app, "Joel wrote"))
    wait_for("the entry's tags", lambda: any(label.endswith("work · old friends") for label in app.labels()))
    # Words find tags, too.
    search(app, "#old")
    wait_for("the entry with the tag", lambda: shows(app, "Put the rota") and not shows(app, "Joel wrote"))
    search(app, "")
    wait_for("all", lambda: shows(app, "Joel wrote"))
    app.press("Shift_L")
    choose(app, "Filters")
    wait_for("the choice", lambda: app.find("combo box", "Tag: Any Tag"))
    assert not can_clear(app), "there is nothing to clear"
    app.tab_to("Tag: Any Tag")
    app.press("space")
    app.choose_by_search("work", "old friends")
    wait_for("the entry with the tag", lambda: shows(app, "Put the rota") and not shows(app, "Joel wrote"))
    wait_for("something to clear", lambda: can_clear(app))
    app.press("Shift_L")
    app.tab_to("Clear the Filters")
    app.press("space")
    wait_for("all", lambda: shows(app, "Joel wrote"))
    wait_for("nothing to clear", lambda: not can_clear(app))
    wait_for("the keyboard on another filter", lambda: "What It Shows" in app.focused())
    app.quit()


def test_keyboard_goes_beyond_the_filters(app):
    """Also where there is nothing to clear; and from what stands above them one comes to the list at once."""
    start(app)
    app.press("Shift_L")  # gives the window the keyboard
    app.tab_to("Journal Menu")
    app.press("Tab")
    wait_for("the list", lambda: get_focused(app).startswith("Monday, 23 November 2026"))
    assert "scroll pane" not in app.focused().split("“")[0]
    app.press("shift+Tab")
    wait_for("the menu again", lambda: get_focused(app) == "Journal Menu")
    choose(app, "Filters")
    wait_for("the choice", lambda: app.find("combo box", "Subject: Any Subject"))
    assert not can_clear(app), "there is nothing to clear"
    app.tab_to("To")
    app.press("Tab")
    wait_for("the list", lambda: get_focused(app).startswith("Monday, 23 November 2026"))
    app.press("shift+Tab")
    wait_for("the filters", lambda: get_focused(app) == "To")
    app.quit()


def test_filters_leave_room_in_a_low_window(app):
    """A phone that lies: they scroll in the height of one row and a half, and entries are seen below them."""
    def find_pane():
        return next((n for n in ancestry(app.find("combo box", "Subject: Any Subject"))
                     if n.get_role_name() == "scroll pane"), None)

    def is_in_pane(name):
        node, pane = next((n for n in find_focused(app.root()) if n.get_name().startswith(name)), None), find_pane()
        if node is None or pane is None:
            return False
        (top, bottom), (first, last) = get_place(node), get_place(pane)
        return first - 1 <= top and bottom <= last + 1

    def has_room():
        pane, entries = find_pane(), app.find("list", "Entries")
        if pane is None or entries is None:
            return False
        (top, bottom), (first, last) = get_place(pane), get_place(entries)
        return 34 <= bottom - top <= 64 and bottom <= first and last <= 294 and last - first >= 120

    with make_window_manager():
        start(app)
        app.press("Shift_L")  # gives the window the keyboard
        resize(640, 294)
        wait_for("a low window", lambda: get_place(app.window("Poise"))[1] == 294)
        choose(app, "Filters")
        wait_for("the filters", find_pane)
        for name in ("Subject: Any Subject", "To"):
            app.tab_to(name)
            wait_for(f"{name} in sight", lambda n=name: is_in_pane(n))
        wait_for("the filters' height, and room for the entries", has_room)
        app.quit()


def test_filter_unsure(app):
    """What rows call unsure is found by that word."""
    entries = [make_entry(1, "2026-11-23", "Written in doubt.", mode="none"),
               make_entry(2, "2026-11-20", "Written plainly.", mode="none")]
    for entry in entries:
        entry["tag"].pop("share")
    entries[0]["tag"]["unsure"] = True
    write_months(app, entries)
    app.start("--page=journal")
    wait_for("the list", lambda: shows(app, "Written in doubt.") and shows(app, "Written plainly."))
    choose(app, "Filters")
    wait_for("the choice", lambda: app.find("combo box", "What It Shows: Anything It Shows"))
    app.tab_to("What It Shows: Anything It Shows")
    app.press("space")
    wait_for("the choices", lambda: any(n.get_role_name() == "list item" for n in find_focused(app.root())))
    app.press("End")
    wait_for("the last", lambda: get_focused(app) == "Unsure")
    app.press("Return")
    wait_for("it alone", lambda: shows(app, "Written in doubt.") and not shows(app, "Written plainly."))
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
