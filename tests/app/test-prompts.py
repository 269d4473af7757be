#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of questions: test-prompts.py POISE, inside build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (NOW, Atspi, GLib, ancestry, find_focused, make_app, make_window_manager,  # noqa: E402
                       read_text, wait_for, walk)

CLI = pathlib.Path(sys.argv[1]).resolve().parents[1] / "cli" / "poise-cli"
OWN = ["What made you laugh?", "Whom did you thank?", "What can wait?"]


def own(app):
    """The person's own questions as they are on the disk, in their order."""
    path = app.journal / "prompts.json"
    return [prompt["text"] for prompt in json.loads(path.read_text())["own"]] if path.exists() else []


def shown(app, texts):
    """Those of some questions that have a row, in the rows' order."""
    return [n.get_name() for n in app.find_all("list item") if n.get_name() in texts]


def wait_for_order(app, texts):
    every = {*OWN, *texts}
    wait_for(f"{texts} in the window", lambda: shown(app, every) == texts)
    wait_for(f"{texts} on the disk", lambda: own(app) == texts)


def open_window(app):
    app.start()
    app.choose_item("More Questions", "Your _Questions…")
    wait_for("the window", lambda: app.window("Questions"))


def test_both_modes_are_named_in_the_look_back(app):
    """Neither is the mark to reach."""
    entry = subprocess.run([CLI, "--journal", app.journal, "add", "Asked Ana what she needs."], check=True,
                           capture_output=True, text=True, env={**os.environ, "POISE_NOW": NOW}).stdout.strip()
    subprocess.run([CLI, "--journal", app.journal, "correct", entry, "leadership"], check=True,
                   env={**os.environ, "POISE_NOW": NOW})
    app.start(POISE_NOW="2026-11-25T18:00:00+00:00")
    app.choose_item("More Questions", "_Look Back on This Week")
    wait_for("both", lambda: any("what you described is 0% management and 100% leadership." in n for n in app.labels()))


def start(app, **members):
    app.journal.mkdir(parents=True)
    (app.journal / "prompts.json").write_text(json.dumps(
        {"format": "poise-prompts", "version": 1, **members}))
    open_window(app)


def start_with_own(app):
    start(app, own=[{"id": f"own-{i}", "text": text, "facet": "people"} for i, text in enumerate(OWN)])
    wait_for_order(app, OWN)


def menu_of(text):
    """What a screen reader calls the menu in a question's row."""
    return f"Change the Question “{text}”"


def choose(app, text, label):
    """An item of the menu in a question's row. Every change makes the rows anew."""
    def open_menu():
        row = next((n for n in app.find_all("list item") if n.get_name() == text), None)
        button = next((n for n in walk(row) if n.get_name() == menu_of(text) and
                       n.get_action_iface().get_n_actions() > 0), None) if row else None
        return button is not None and button.get_action_iface().do_action(0)
    def find_item():
        # One that opens while an editor's page still goes away closes as the focus comes back.
        with contextlib.suppress(AssertionError):
            return wait_for(label, lambda: app.find_menu_item(label), 3)
        return open_menu() and None
    wait_for("the row's menu", open_menu)
    wait_for(label, lambda: (item := find_item()) and activate(item))


def activate(node):
    """What is gone before it answers did it, and so does a busy program that answers too late."""
    with contextlib.suppress(GLib.Error):
        return node.get_action_iface().do_action(0)
    return True


def write_question(app, before, text):
    # It has the focus: one came here to type.
    entry = wait_for("the question", lambda: next(
        (n for n in find_focused(app.window("Questions")) if n.get_editable_text_iface() is not None and
         read_text(n) == before), None))
    editable = entry.get_editable_text_iface()
    editable.delete_text(0, Atspi.Text.get_character_count(entry))
    editable.insert_text(0, text, len(text.encode()))
    wait_for("Save", lambda: app.press_all("Save"))
    wait_for("the editor to close", lambda: not app.find("grouping", "Your Question"))


def test_add_and_edit(app):
    open_window(app)
    wait_for("the button", lambda: app.press_all("Add a Question"))
    write_question(app, "", "What did I lern?")
    wait_for_order(app, ["What did I lern?"])
    choose(app, "What did I lern?", "_Edit…")
    write_question(app, "What did I lern?", "What did I learn?")
    wait_for_order(app, ["What did I learn?"])
    app.wait_for_dialog("Questions")
    app.press("Escape")
    wait_for("the window to close", lambda: not app.window("Questions"))
    app.quit()


def begin_question(app, text):
    wait_for("the button", lambda: app.press_all("Add a Question"))
    entry = wait_for("the question", lambda: next(
        (n for n in find_focused(app.window("Questions")) if n.get_editable_text_iface() is not None), None))
    fill(entry, text)


def test_what_is_typed_is_not_lost_by_going_back(app):
    open_window(app)
    begin_question(app, "Whom did I thank?")
    app.press("Escape")
    wait_for("what is asked", lambda: "Keep This Question?" in app.labels())
    wait_for("Cancel", lambda: app.press_all("Cancel"))
    wait_for("the editor", lambda: "Keep This Question?" not in app.labels() and
             app.find("grouping", "Your Question") and app.says("Whom did I thank?"))
    assert own(app) == []
    app.wait_for_dialog("Questions")
    app.press("Escape")
    wait_for("what is asked", lambda: "Keep This Question?" in app.labels())
    wait_for("Keep", lambda: app.press_all("Keep"))
    wait_for_order(app, ["Whom did I thank?"])
    app.quit()


def test_what_is_typed_is_kept_by_quitting(app):
    open_window(app)
    begin_question(app, "Whom did I thank?")
    app.quit()
    assert own(app) == ["Whom did I thank?"]


def fill(node, text):
    assert node.get_editable_text_iface().insert_text(0, text, len(text.encode()))


def test_own_form(app):
    open_window(app)
    wait_for("the button", lambda: app.press_all("Add a Question"))
    name = wait_for("the name", lambda: next(
        (n for n in find_focused(app.window("Questions")) if n.get_editable_text_iface() is not None), None))
    fill(name, "One to one")
    fill(wait_for("the questions", lambda: app.find("text", "Several Questions in One Entry")),
         "What moved?\nWhat next?")
    wait_for("Save", lambda: app.press_all("Save"))
    wait_for("the row", lambda: shown(app, ["One to one"]) and "Form · 2 questions" in app.labels())
    wait_for("the disk", lambda: own(app) == ["One to one\nWhat moved?\nWhat next?"])
    choose(app, "One to one", "_Begin an Entry")
    wait_for("its headings", lambda: app.text() == "# What moved?\n\n\n# What next?\n")
    wait_for("the focus in the text", lambda: "Your Reflection" in app.focused().split(" in ")[0])
    wait_for("One to one", lambda: "One to one" in app.labels())
    # It stands below the form that Poise has, too. GTK 4.18 names an item by a label that is not in the tree.
    app.press("alt+Home")
    wait_for("another entry", lambda: app.text() == "")
    wait_for("the menu", lambda: app.press_named("Other New Entries"))

    def find_own_form():
        event = app.find_menu_item("After an _Event")
        item = event and event.get_parent().get_child_at_index(event.get_index_in_parent() + 1)
        return item and item.get_name() in ("", "One to one") and item.get_role_name() == "menu item" and item
    wait_for("its second item", lambda: (item := find_own_form()) and activate(item))
    wait_for("its headings", lambda: app.text() == "# What moved?\n\n\n# What next?\n")
    app.quit()


def test_move(app):
    start_with_own(app)
    first, second, third = OWN
    choose(app, second, "Move _Up")
    wait_for_order(app, [second, first, third])
    choose(app, first, "Move Dow_n")
    wait_for_order(app, [second, third, first])


def switched_off(app):
    return [prompt["text"] for prompt in json.loads((app.journal / "prompts.json").read_text())["own"] if "off" in prompt]


def wait_for_focus_in(app, text, part):
    """On a part of a question's row."""
    wait_for(f"the focus on “{part}” of “{text}”", lambda: any(
        n.get_name() == part and any(a.get_name() == text and a.get_role_name() == "list item" for a in ancestry(n))
        for n in find_focused(app.root())))


def test_focus_goes_with_the_question(app):
    first, second, third = OWN
    with make_window_manager():
        start_with_own(app)
        app.press("Shift_L")  # gives the window the keyboard
        move_focus(app, "Tab", wait_for("its switch", lambda: find_switch(app, third)))
        for is_off in (True, False):
            app.press("space")
            wait_for("the switch to be on the disk", lambda off=is_off: switched_off(app) == ([third] if off else []))
            wait_for_focus_in(app, third, third)
        choose(app, third, "Move _Up")
        wait_for_order(app, [first, third, second])
        wait_for_focus_in(app, third, menu_of(third))
        choose(app, second, "_Delete")
        wait_for_order(app, [first, third])
        wait_for_focus_in(app, third, menu_of(third))
        wait_for("Undo", lambda: app.press_all("Undo"))
        wait_for_order(app, [first, third, second])
        wait_for_focus_in(app, second, menu_of(second))
        app.quit()


def test_undo_what_is_saved(app):
    start_with_own(app)
    first, second, third = OWN
    choose(app, second, "_Delete")
    wait_for_order(app, [first, third])
    wait_for("Undo", lambda: app.press_all("Undo"))
    wait_for_order(app, OWN)


def test_delete_and_undo(app):
    start_with_own(app)
    first, second, third = OWN
    choose(app, second, "_Delete")
    wait_for("the message", lambda: "Question deleted" in app.labels())
    wait_for("the row to go", lambda: shown(app, OWN) == [first, third])
    wait_for("Undo", lambda: app.press_all("Undo"))
    wait_for_order(app, OWN)


def test_undo_by_the_keys(app):
    """Each change of a question, the last one first, and no more than the dialog's own."""
    first, second, third = OWN
    with make_window_manager():
        start_with_own(app)
        app.press("Shift_L")  # gives the window the keyboard
        choose(app, second, "_Delete")
        wait_for_order(app, [first, third])
        choose(app, third, "Move _Up")
        wait_for_order(app, [third, first])
        choose(app, first, "_Edit…")
        write_question(app, first, "Something else?")
        wait_for_order(app, [third, "Something else?"])
        for texts in ([third, first], [first, third], OWN):
            app.wait_for_dialog("Questions")
            app.press("ctrl+z")
            wait_for_order(app, texts)
        app.wait_for_dialog("Questions")
        app.press("ctrl+z")
        app.press("ctrl+shift+z")
        wait_for_order(app, [first, third])
        app.wait_for_dialog("Questions")
        app.press("ctrl+z")
        wait_for_order(app, OWN)
        wait_for_focus_in(app, second, menu_of(second))
        app.quit()


def wait_for_focus_on(app, name):
    wait_for(f"the focus on “{name}”", lambda: any(n.get_name() == name for n in find_focused(app.root())))


def test_undo_and_redo_keep_the_focus_near(app):
    """The row that came back has it, or the one where it was, or what adds one."""
    first, second, third = OWN
    with make_window_manager():
        start_with_own(app)
        app.press("Shift_L")  # gives the window the keyboard
        for text, left in ((first, second), (third, second), (second, None)):
            choose(app, text, "_Delete")
            wait_for("the row to go", lambda t=text: not shown(app, [t]))
            for key in ("ctrl+z", "ctrl+shift+z"):
                app.wait_for_dialog("Questions")
                app.press(key)
                wait_for("the row", lambda t=text, k=key: bool(shown(app, [t])) == (k == "ctrl+z"))
                if key == "ctrl+z":
                    wait_for_focus_in(app, text, menu_of(text))
                elif left:
                    wait_for_focus_in(app, left, menu_of(left))
        wait_for_focus_on(app, "Add a Question")
        app.press("space")
        write_question(app, "", "What else?")
        wait_for_order(app, ["What else?"])
        app.wait_for_dialog("Questions")
        app.press("ctrl+z")
        wait_for_order(app, [])
        wait_for_focus_on(app, "Add a Question")
        app.press("ctrl+shift+z")
        wait_for_order(app, ["What else?"])
        wait_for_focus_in(app, "What else?", menu_of("What else?"))
        app.quit()


def choose_file(app, title, path):
    app.wait_for_dialog(title)
    # A path has a field of its own.
    app.press("ctrl+l")
    wait_for("the field", lambda: any(
        n.get_editable_text_iface() is not None and n.get_editable_text_iface().set_text_contents(str(path))
        for n in find_focused(app.window(title))))
    app.press("Return")
    wait_for("the file dialog to go", lambda: not app.window(title))


def test_import_is_undone_in_one_step(app):
    path = app.journal.parent / "questions.json"
    new = ["Who came?", "Who went?"]
    path.write_text(json.dumps({"format": "poise-prompts", "version": 1, "own": [
        {"id": f"own-new-{i}", "text": text} for i, text in enumerate([*new, OWN[0]])]}))
    with make_window_manager():
        start_with_own(app)
        app.press("Shift_L")  # gives the window the keyboard
        app.choose_item("Questions Menu", "_Import…")
        choose_file(app, "Import Questions", path)
        wait_for_order(app, [*OWN, *new])
        wait_for("Undo", lambda: app.press_all("Undo"))
        wait_for_order(app, OWN)
        app.wait_for_dialog("Questions")
        app.press("ctrl+shift+z")
        wait_for_order(app, [*OWN, *new])
        app.wait_for_dialog("Questions")
        app.press("ctrl+z")
        wait_for_order(app, OWN)
        app.quit()


def test_export(app):
    path = app.journal.parent / "questions.json"
    with make_window_manager():
        start_with_own(app)
        app.press("Shift_L")  # gives the window the keyboard
        app.choose_item("Questions Menu", "_Export…")
        choose_file(app, "Export Questions", path)
        wait_for("the file", lambda: path.exists() and path.read_text())
        assert [prompt["text"] for prompt in json.loads(path.read_text())["own"]] == OWN
        app.quit()


# By version of GTK.
SWITCHES = ("check box", "switch", "toggle button")


def find_switch(app, text):
    return next((n for role in SWITCHES
                 for n in app.find_all(role) if n.get_name() == text), None)


def is_on(switch):
    return switch.get_state_set().contains(Atspi.StateType.CHECKED)


# What the groups of questions are called.
GROUPS = {
    ("purpose", "management"): "Running the day",
    ("purpose", "leadership"): "Giving direction and meaning",
    ("change", "management"): "Keeping things stable",
    ("change", "leadership"): "Making change",
    ("people", "management"): "Directing people",
    ("people", "leadership"): "Moving and developing people",
    ("means", "management"): "Working through structure",
    ("means", "leadership"): "Working through connection",
    ("decisions", "management"): "Deciding by facts and figures",
    ("decisions", "leadership"): "Deciding by instinct and values",
    ("communication", "management"): "Passing on information",
    ("communication", "leadership"): "Speaking and listening in person",
}


def test_questions_are_grouped_in_plain_words(app):
    """How they are counted stands below it."""
    open_window(app)
    groups = {(title, f"{'Ways of Working' if facet == 'means' else facet.title()} · {mode.title()}")
              for (facet, mode), title in GROUPS.items()}

    def find_missing():
        built_in = app.find("list", "Built In")
        labels = [n.get_name() for n in walk(built_in) if n.get_role_name() == "label"] if built_in else []
        return groups - set(zip(labels, labels[1:]))
    wait_for("each group, and below it how it is counted", lambda: not find_missing())
    app.quit()


def test_who_has_no_questions_is_asked_for_one(app):
    def wait_for_words(words, *others):
        wait_for(words, lambda: any(words in label for label in app.labels()) and
                 not any(other in label for label in app.labels() for other in others))
    invitation, order = "What would you like to be asked? Add it", "They are asked in this order"
    open_window(app)
    wait_for_words(invitation, order)
    wait_for("the button", lambda: app.press_all("Add a Question"))
    write_question(app, "", OWN[0])
    wait_for_order(app, OWN[:1])
    wait_for_words(order, invitation)
    app.quit()


def write_yesterday(app):
    """The first question of an empty journal is of no group."""
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    moment = "2026-11-22T18:00:00+00:00"
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": "2026-11", "entries": [
        {"id": "018f3c1e-7b2a-7c44-9d0e-000000000001", "day": "2026-11-22", "created": moment,
         "modified": moment, "text": "Yesterday."}]}))


def get_question(app):
    """Today's question, which the page shows, and its group's title."""
    told = subprocess.run([CLI, "prompt", "--json"], check=True, stdout=subprocess.PIPE,
                          env={**os.environ, **app.make_environment(), "POISE_NOW": NOW}).stdout
    prompt = json.loads(told)
    wait_for("the question", lambda: any(n.get_name() == prompt["text"]
                                         for n in walk(app.window("Poise"))))
    return prompt["text"], GROUPS[prompt["facet"], prompt["mode"]]


def get_focused(app):
    return next((n for n in find_focused(app.window("Questions")) if n.get_name()), None)


def move_focus(app, key, node):
    """Presses a key until a node, or what is in it, has the focus."""
    def find_place():
        focused = get_focused(app)
        return focused and list(ancestry(focused))
    while node not in (place := wait_for("a focus", find_place)):
        app.press(key)
        # As App.tab_to().
        with contextlib.suppress(AssertionError):
            wait_for("the focus to move", lambda: get_focused(app) not in (None, place[0]), patience=10)


def expand(app, title):
    """Opens a group: newer GTK has no switches in a closed one, and older none that can be moved."""
    def find_group():
        """And what it is in."""
        nodes = list(ancestry(app.find("label", title)))
        return next((pair for pair in zip(nodes, nodes[1:]) if pair[1].get_name() == "Built In"), None)
    group, built_in = wait_for(title, find_group)
    move_focus(app, "Tab", built_in)
    move_focus(app, "Down", group)
    app.press("space")


def test_switch_off_a_built_in_one(app):
    write_yesterday(app)
    open_window(app)
    question, title = get_question(app)
    expand(app, title)
    wait_for("its switch, on", lambda: (switch := find_switch(app, question)) and is_on(switch) and activate(switch))
    wait_for("it on the disk", lambda: (app.journal / "prompts.json").exists() and
             len(json.loads((app.journal / "prompts.json").read_text()).get("off", [])) == 1)
    app.quit()

    open_window(app)
    other, _ = get_question(app)
    assert other != question, "what is switched off is not asked"
    expand(app, title)
    wait_for("its switch, off", lambda: (switch := find_switch(app, question)) and not is_on(switch) and
             activate(switch))
    wait_for("the file", lambda: "off" not in (app.journal / "prompts.json").read_text() or
             json.loads((app.journal / "prompts.json").read_text()).get("off") == [])
    app.quit()


tap.main(functools.partial(make_app, sys.argv[1]))
