#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and its dialogs: names, Escape, full screen, size; and what is said while writing.
test-windows.py POISE, inside build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

# Settings outlive a program.
os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (Atspi, find_focusable, find_focused, find_unnamed, hearing, is_showing, make_app,  # noqa: E402
                       make_window_manager, wait_for, walk)

DATA = pathlib.Path(os.environ["POISE_EXCHANGE_DATA"])
TEXT = "Asked Amira what she would change here, and listened."


@contextlib.contextmanager
def make_fresh_app(program):
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_app(program) as app:
        yield app


def write_month(path, *texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": path.name[:7], "entries": [
        {"id": f"019a0000-0000-7000-8000-{i:012}", "day": "2026-11-20", "text": text,
         "created": "2026-11-20T10:00:00+00:00", "modified": "2026-11-20T10:00:00+00:00"}
        for i, text in enumerate(texts)]}))


def open_question_editor(app):
    app.choose_item("More Questions", "Your _Questions…")
    wait_for("the questions", lambda: app.window("Questions"))
    wait_for("the editor", lambda: app.press_named("Add a Question"))


# What each dialog is called, what stands in it when it is filled, how it is opened, and
# how many pages deep it is: Escape goes one back.
DIALOGS = (
    ("Preferences", "Remind Me to Write", lambda app: app.act("preferences"), 1),
    ("Keyboard Shortcuts", "Ctrl+N", lambda app: app.act("shortcuts"), 1),
    ("About", "Poise", lambda app: app.act("about"), 1),
    ("Questions", "Add a Question",
     lambda app: app.choose_item("More Questions", "Your _Questions…"), 1),
    ("Questions", "What It Shows", open_question_editor, 2),
    ("Import", "Day One", lambda app: app.act_on_window("import"), 1),
    ("Import", "2 new entries", lambda app: app.act_on_window("import-file", "dayone", DATA / "dayone" / "journal.json"), 2),
    ("Export", "Format", lambda app: app.act_on_window("export"), 1),
    ("Do You Agree?", "Nothing to Judge Yet",
     lambda app: app.choose_item("Main Menu", "_Do You Agree?"), 1),
    ("Restore from Backup", "Restore: Before the changes",
     lambda app: app.choose_item("Main Menu", "_Restore from Backup…"), 1),
)


def has(node, words):
    return any(words in n.get_name() for n in walk(node))


def has_focus(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def test_every_focusable_of_every_dialog_has_a_name_and_escape_closes_it(app):
    write_month(app.journal / "entries" / "2026-11.json", "As it was later", "Written since")
    write_month(app.journal / "backups" / "2026-11-21" / "2026-11.json", "As it was")
    app.start()
    counts = []
    for name, content, show, depth in DIALOGS:
        show(app)
        dialog = wait_for(name, lambda: app.find("dialog", name))
        wait_for(f"{content} in {name}", lambda: has(dialog, content))
        # A page that fades away loses its names first.
        try:
            n_focusable = wait_for("names", lambda: not find_unnamed(dialog) and len(find_focusable(dialog)))
        except AssertionError:
            raise AssertionError((name, find_unnamed(dialog))) from None
        counts.append((name, n_focusable))
        for left in reversed(range(depth)):
            wait_for(f"the focus in {name}", lambda: find_focused(dialog))
            app.press("Escape")
            wait_for(f"{name} to go back", lambda: not app.find("dialog", name) if left == 0 else
                     not is_showing(find_content(app, name, content)))
    print(f"# focusable things looked at: {counts}")
    app.quit()


def find_content(app, name, content):
    return next((n for n in walk(app.find("dialog", name)) if content in n.get_name()), None)


def read_sentences(app):
    return {app.entries()[0]["text"][s["start"]:s["end"]]: (s["mode"], s["by"])
            for s in app.entries()[0].get("tag", {}).get("sentences", [])} if app.entries() else {}


def test_ten_sentences_are_judged_by_keyboard(app):
    words = ("Asked Amira what she would change here, and listened.",
             "Wrote the rota for the whole week.", "It rained all day and my knee hurts.")
    app.start()
    app.type(" ".join(words))
    wait_for("the tag on the disk", lambda: len(read_sentences(app)) == 3)
    before = read_sentences(app)
    app.choose_item("Main Menu", "_Do You Agree?")
    dialog = app.wait_for_dialog("Do You Agree?")
    answers = {}
    for i in range(3):
        asked = wait_for("the next", lambda: has(dialog, f"{i + 1} of 3") and next(
            (w for w in words if w not in answers and has(dialog, f"“{w}”")), None))
        assert not has(dialog, "Poise:"), "it is judged without Poise's view"
        # The rain is skipped; the others are called leadership.
        answers[asked] = "4" if "rained" in asked else "2"
        app.press(answers[asked])
    wait_for("the result", lambda: has(dialog, "Agreed on 1 of 2 sentences"))
    wait_for("You: Leadership · Poise: Management", lambda: has(dialog, "You: Leadership · Poise: Management"))
    wait_for("what was learned", lambda: read_sentences(app)[words[1]] == ("leadership", "person"))
    check, = wait_for("what is kept", lambda: json.loads(
        (app.journal / "agreement.json").read_text())["checks"]
        if (app.journal / "agreement.json").exists() else None)
    assert check["counts"]["leadership"]["leadership"] == 1
    app.tab_to("Undo")
    app.press("space")
    wait_for("all as before", lambda: read_sentences(app) == before)
    app.wait_for_dialog("Do You Agree?")
    app.press("Escape")
    wait_for("the dialog's end", lambda: not app.find("dialog", "Do You Agree?"))
    app.quit()


def test_judgements_outlive_escape(app):
    """One goes back to a slip, and whoever leaves in the middle sees and keeps what was judged."""
    app.start()
    app.type("Asked Amira what she would change here, and listened. Wrote the rota for the whole week. "
             "It rained all day and my knee hurts.")
    wait_for("the tag on the disk", lambda: len(read_sentences(app)) == 3)
    app.choose_item("Main Menu", "_Do You Agree?")
    dialog = app.wait_for_dialog("Do You Agree?")
    wait_for("the first", lambda: has(dialog, "1 of 3"))
    for key, progress in (("1", "2 of 3"), ("ctrl+z", "1 of 3"), ("3", "2 of 3"), ("2", "3 of 3")):
        app.press(key)
        wait_for(progress, lambda: has(dialog, progress))
    app.press("Escape")
    wait_for("the result", lambda: has(dialog, "You: Neither") and has(dialog, "You: Leadership"))
    assert not has(dialog, "You: Management")
    check, = wait_for("what is kept", lambda: json.loads(
        (app.journal / "agreement.json").read_text())["checks"]
        if (app.journal / "agreement.json").exists() else None)
    judged = sum(sum(said.values()) for said in check["counts"].values()) + check["unsure"]
    assert judged == 2, check
    # The answers' keys answer nothing any more, and nothing is undone behind the dialog.
    # Which two were asked is chance; where both agree there is nothing to learn.
    agreed = sum(said.get(mode, 0) for mode, said in check["counts"].items())
    wait_for("what was learned", lambda: [by for _, by in read_sentences(app).values()].count("person") ==
             judged - agreed)
    before = read_sentences(app)
    app.wait_for_dialog("Do You Agree?")
    app.press("1", "Escape")
    wait_for("the dialog's end", lambda: not app.find("dialog", "Do You Agree?"))
    app.quit()
    assert read_sentences(app) == before


def test_several_corrections_are_undone_as_such(app):
    app.start()
    app.type("Asked Amira what she would change here, and listened. Wrote the rota for the whole week.")
    wait_for("the tag on the disk", lambda: len(read_sentences(app)) == 2)
    before = read_sentences(app)
    app.choose_item("Main Menu", "_Do You Agree?")
    dialog = app.wait_for_dialog("Do You Agree?")
    keys = {"“Asked": "1", "“Wrote": "2"}
    for i in range(2):
        asked = wait_for("the next", lambda: has(dialog, f"{i + 1} of 2") and next(
            (words for words in keys if has(dialog, words)), None))
        app.press(keys.pop(asked))
    wait_for("what was learned", lambda: [by for _, by in read_sentences(app).values()] == ["person", "person"])
    wait_for("the result", lambda: has(dialog, "Agreed on"))
    app.press("ctrl+z")
    wait_for("the word of it", lambda: "2 corrections undone" in app.labels())
    wait_for("all as before", lambda: read_sentences(app) == before)
    app.quit()


def test_keys_stay_in_a_dialog(app):
    """The window behind it does not change meanwhile."""
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.act("preferences")
    app.wait_for_dialog("Preferences")
    app.press("ctrl+n", "alt+2", "Escape")
    wait_for("the dialog to close", lambda: not app.window("Preferences"))
    wait_for("the text still", lambda: app.text() == TEXT and is_showing(app.editor()))
    app.quit()


def test_a_shortcut_is_found(app):
    def list_rows():
        return [n.get_name() for n in find_focusable(dialog) if n.get_role_name() == "list item"]

    app.start()
    app.act("shortcuts")
    dialog = wait_for("the dialog", lambda: app.window("Keyboard Shortcuts"))
    search = wait_for("the focus in its search", lambda: next(
        (n for n in walk(dialog) if n.get_role_name() in ("text", "entry") and has_focus(n)), None))
    # Their names come after them.
    rows = wait_for("the rows", lambda: all(names := list_rows()) and
                    {"Larger text", "Later month"} <= set(names) and names)
    search.get_editable_text_iface().insert_text(0, "alt+h", 5)
    wait_for("the one row", lambda: list_rows() == ["Go to today"])
    app.press("Escape")
    wait_for("every row", lambda: list_rows() == rows)
    app.press("x", "y", "z")
    wait_for("nothing", lambda: app.says("No Shortcut Found"))
    app.press("Escape", "Escape")
    wait_for("the dialog to close", lambda: not app.window("Keyboard Shortcuts"))
    app.quit()


def test_the_trash_has_names_too_and_escape_leaves_it(app):
    write_month(app.journal / "entries" / "2026-11.json", "Kept", "To be deleted")
    app.start("--page=journal")
    wait_for("the button", lambda: app.press_named("Delete Entry"))
    wait_for("the entry to go", lambda: len(app.entries()) == 1)
    app.choose_item("Journal Menu", "_Trash")
    wait_for("the trash", lambda: has(app.root(), "kept until"))
    wait_for("its button", lambda: is_showing(app.find("push button", "Empty…")))
    # What has just come into sight gets its name a moment later.
    wait_for("all names", lambda: not find_unnamed(app.root()))
    app.press("Tab", "Escape")
    wait_for("the way back", lambda: has_focus(app.find("entry", "Search the journal") or
                                               app.find("text", "Search the journal")))
    app.quit()


def test_escape_takes_the_marks_of_a_search_away(app):
    text = "The rota, and the rota again"
    write_month(app.journal / "entries" / "2026-11.json", text)
    app.start("--page=journal")
    wait_for("the entry", lambda: has(app.root(), text))
    app.press("ctrl+f", "r", "o", "t", "a", "Return")
    wait_for("the first match", lambda: has_focus(app.editor()) and
             Atspi.Text.get_caret_offset(app.editor()) == text.index("rota"))
    # Where nothing is marked, there is no next place to go to.
    app.press("Escape", "ctrl+g", "x")
    wait_for("the key in the text", lambda: app.text() == text.replace("rota", "xrota", 1))
    app.quit()


def read_geometry():
    """The window and its size; none of both while it is not on the display."""
    window = (subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "poise"],
                             capture_output=True, text=True).stdout.split() or [""])[-1]
    words = subprocess.run(["xdotool", "getwindowgeometry", window], capture_output=True,
                           text=True).stdout
    size = re.search(r"Geometry: (\d+)x(\d+)", words)
    return (window, tuple(map(int, size.groups()))) if size else (None, None)


def read_usual_geometry():
    """Once it stays, which it does when the window manager has placed the window."""
    read = [(None, None)]
    wait_for("the window's size", lambda: (read.append(read_geometry()), read[-1][0] and read[-1] == read[-2])[1])
    return read[-1]


def test_full_screen_on_and_off(app):
    # Full screen and sizes are what a window manager grants.
    with make_window_manager():
        app.start()
        app.type(TEXT)
        _, usual = read_usual_geometry()
        screen = tuple(map(int, subprocess.run(["xdotool", "getdisplaygeometry"], check=True,
                                               capture_output=True, text=True).stdout.split()))
        for on, off in (("F11", "F11"), ("F11", "Escape")):
            app.press(on)
            wait_for("the full screen", lambda: read_geometry()[1] == screen)
            wait_for("the text in it", lambda: app.text() == TEXT and is_showing(app.editor()))
            app.press(off)
            wait_for("the window as it was", lambda: read_geometry()[1] == usual)
        app.quit()


def test_size_comes_back(app):
    with make_window_manager():
        app.start()
        window, usual = read_usual_geometry()
        wanted = (usual[0] - 120, usual[1] - 80)
        subprocess.run(["xdotool", "windowsize", "--sync", window, *map(str, wanted)], check=True)
        wait_for("the size", lambda: read_geometry()[1] == wanted)
        app.type(TEXT)
        app.wait_until_saved()
        app.press("alt+2")
        app.quit()
        app.start()
        wait_for("the size of before", lambda: read_geometry()[1] == wanted)
        # Full screen is left behind: the size of before is what comes back.
        app.press("F11")
        wait_for("the full screen", lambda: read_geometry()[1] not in (None, wanted))
        app.quit()
        app.start()
        wait_for("the size of before", lambda: read_geometry()[1] == wanted)
        app.quit()


def take_keyboard(app):
    app.press("Shift_L")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))


def test_emoji_chooser(app):
    app.start()
    app.type(TEXT)
    take_keyboard(app)
    app.press("ctrl+period")
    wait_for("the chooser's search", lambda: any(
        n.get_role_name() in ("entry", "text") and n.get_name() != "Your Reflection" for n in find_focused(app.root())))
    app.press("Escape")
    wait_for("the chooser to go", lambda: has_focus(app.editor()))
    app.press("x")
    wait_for("the key in the text", lambda: "x" in app.text())
    app.quit()


def test_typing_is_not_talked_over(app):
    app.start()
    take_keyboard(app)
    with hearing("object:announcement", "object:property-change:accessible-description",
                 "object:text-changed:insert") as heard:
        sentence = TEXT + " Wrote the rota for the week."
        # Slowly enough that what it shows is found between the keys, too.
        with subprocess.Popen(["xdotool", "type", "--delay", "180", sentence]) as typing:
            # Heard as it is said, so that the times are right.
            wait_for("the end of typing", lambda: typing.poll() is not None)
        wait_for("the text", lambda: app.text() == sentence)
        wait_for("what it shows", lambda: heard and "Your text shows" in heard[-1][1])
    keys = [when for kind, _, when in heard if "text-changed" in kind]
    # A busy machine can make pauses.
    n_pauses = 1 + sum(later - before > 1 for before, later in zip(keys, keys[1:]))
    said = [text for kind, text, _ in heard if "text-changed" not in kind and "Your text shows" in text]
    print(f"# {len(keys)} keys, {n_pauses} pauses, said: {said}")
    assert len(said) <= n_pauses < 10, heard
    app.quit()


tap.main(functools.partial(make_fresh_app, sys.argv[1]))
