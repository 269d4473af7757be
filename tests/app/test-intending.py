#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The intention of the week, from its offer to what became of it: test-intending.py POISE, inside
build-aux/headless."""

import functools
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (NOW, Atspi, is_showing, make_app, make_window_manager, read_text, resize,  # noqa: E402
                       wait_for, walk)

CLI = pathlib.Path(sys.argv[1]).resolve().parents[1] / "cli" / "poise-cli"
EDIT = pathlib.Path(sys.argv[2]).resolve().with_name("poise-edit")
# NOW is a Monday.
SUNDAY = "2026-11-29T18:00:00+00:00"
TEXT = "If somebody asks me for the answer, then I ask back."
SENTENCE = "Asked Amira what she would change here, and listened."


def cli(app, *words, now=NOW):
    return subprocess.run([CLI, "--journal", app.journal, *words], check=True, capture_output=True, text=True,
                          env={**os.environ, "POISE_NOW": now}).stdout


def intentions(app):
    """What is on the disk, the oldest first, as outcome and reason."""
    path = app.journal / "intentions.json"
    kept = json.loads(path.read_text())["intentions"] if path.exists() else []
    return [(i["outcome"], i.get("because")) for i in kept]


def wait_for_intentions(app, *wanted):
    wait_for(f"{wanted} on the disk", lambda: intentions(app) == list(wanted))


def shown(app, words):
    return any(words in (n.get_name() or "") and is_showing(n) for n in app.find_all("label"))


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def press(app, name):
    wait_for(name, lambda: next((n.get_action_iface().do_action(0) for role in ("push button", "toggle button", "radio button")
                                 for n in app.find_all(role, name) if is_showing(n) and is_sensitive(n) and
                                 n.get_action_iface() is not None and
                                 n.get_action_iface().get_n_actions() > 0), False))


def press_item(app, label):
    """Of a menu that is open already."""
    wait_for(label, lambda: (item := app.find_menu_item(label)) and item.get_action_iface().do_action(0))


def press_by_key(app, name):
    app.tab_to(name)
    app.press("Return")


def press_key(key):
    """In a menu, which has a window of its own."""
    subprocess.run(["xdotool", "key", key], check=True)


def start_on_sunday(app):
    cli(app, "intention", "set", TEXT, "--facet", "communication", "--mode", "leadership")
    cli(app, "add", SENTENCE, now="2026-11-25T18:00:00+00:00")
    app.start(POISE_NOW=SUNDAY)
    wait_for("the intention", lambda: shown(app, TEXT))


def wait_for_question(app):
    """Whether what was typed shall be kept; it has the keyboard."""
    wait_for("the question", lambda: "What you wrote here is not kept yet." in app.labels() and
             "“Keep”" in app.focused().split(" in ")[0])


def undo(app):
    """What the toast's button does; it passes by."""
    app.act_on_window("undo")


def test_choose_by_keyboard(app):
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    wait_for("the offer", lambda: shown(app, "What do you mean to do this week?"))
    app.tab_to("Choose")
    app.press("Return")
    app.wait_for_dialog("Your Intention")
    app.wait_for_names()
    app.press(*"ask", "Return")
    wait_for_intentions(app, ("open", None))
    wait_for("the intention", lambda: shown(app, "ask"))
    wait_for("the offer to go", lambda: not shown(app, "What do you mean to do this week?"))
    undo(app)
    wait_for_intentions(app)
    wait_for("the offer again", lambda: shown(app, "What do you mean to do this week?"))
    press(app, "Skip")
    wait_for("the offer to go", lambda: not shown(app, "What do you mean to do this week?"))


def test_what_was_typed_is_asked_about(app):
    """In the dialogs of the intention: Escape asks before words go."""
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    press(app, "Choose")
    app.wait_for_dialog("Your Intention")
    app.press(*"ask", "Escape")
    wait_for_question(app)
    app.press("Escape")
    wait_for("its end", lambda: "What you wrote here is not kept yet." not in app.labels())
    app.wait_for_dialog("Your Intention")
    app.press("Escape")
    wait_for_question(app)
    app.press("Return")
    wait_for_intentions(app, ("open", None))
    app.quit()
    app.start(POISE_NOW=SUNDAY)
    press(app, "How Did It Go?")
    wait_for("the dialog", lambda: app.window("How Did It Go?"))
    press(app, "Not")
    app.tab_to("Because")
    app.press(*"rain", "Escape")
    wait_for_question(app)
    app.press("Return")
    wait_for_intentions(app, ("not", "rain"))


def test_nothing_is_called_saved_that_is_not(app):
    """The journal's folder may be away for a while."""
    away = app.journal.with_name("away")
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    press(app, "Choose")
    app.wait_for_dialog("Your Intention")
    app.journal.rename(away)
    app.press(*"ask", "Return")
    wait_for("the word of it", lambda: app.says("Intention set"))
    wait_for("the banner", lambda: any("not there any more" in label for label in app.labels()))
    away.rename(app.journal)
    wait_for_intentions(app, ("open", None))


def test_what_was_typed_outlives_the_window(app):
    """Nobody is asked while it closes."""
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    press(app, "Choose")
    app.wait_for_dialog("Your Intention")
    app.press(*"ask")
    wait_for("the words", lambda: any(read_text(n) == "ask" for n in app.find_all("text")))
    app.quit()
    assert intentions(app) == [("open", None)]


def test_one_goes_on_to_write(app):
    """After an intention was chosen, and after that was skipped."""
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    with make_window_manager():
        app.start()
        for name in ("Choose", "Skip"):
            wait_for("the offer", lambda: shown(app, "What do you mean to do this week?"))
            press_by_key(app, name)
            if name == "Choose":
                app.wait_for_dialog("Your Intention")
                app.press(*"ask", "Return")
                wait_for_intentions(app, ("open", None))
            wait_for(f"the focus in the text after {name}", app.is_in_text)
            if name == "Choose":
                undo(app)
        app.quit()


def test_undo_in_the_text(app):
    """In order, and before the words that were written before."""
    app.start()
    app.press("Shift_L")  # gives the window the keyboard
    app.type(SENTENCE)
    app.wait_until_saved()
    app.choose_item("More Questions", "_Intention for the Week…")
    app.wait_for_dialog("Your Intention")
    app.press(*"ask", "Return")
    wait_for_intentions(app, ("open", None))
    wait_for("the focus in the text", app.is_in_text)
    wait_for("the tag", lambda: "tag" in app.entries()[0])
    app.press("ctrl+shift+n")
    wait_for("the correction", lambda: "person" in str(app.entries()))
    app.press("ctrl+z")
    wait_for("the correction to go", lambda: "person" not in str(app.entries()))
    assert intentions(app) == [("open", None)]
    app.press("ctrl+z")
    wait_for("the word of it", lambda: shown(app, "Undone: Intention set"))
    wait_for_intentions(app)
    assert app.text() == SENTENCE
    app.press("ctrl+shift+z")
    wait_for_intentions(app, ("open", None))
    app.press("ctrl+shift+z")
    wait_for("the correction", lambda: "person" in str(app.entries()))
    assert app.text() == SENTENCE
    app.press("ctrl+z", "ctrl+z")
    wait_for_intentions(app)
    app.press("ctrl+z")
    wait_for("the words to go", lambda: app.text() != SENTENCE)
    app.quit()


def test_a_suggestion(app):
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    press(app, "Choose")
    words = wait_for("a suggestion", lambda: next(
        (n.get_name() for n in walk(app.window("Your Intention")) if n.get_role_name() in ("button", "push button") and
         n.get_name().startswith("If ") and n.get_action_iface().do_action(0)), None))
    press(app, "Save")
    wait_for_intentions(app, ("open", None))
    kept, = json.loads((app.journal / "intentions.json").read_text())["intentions"]
    assert kept["text"] == words and kept["facet"] and kept["mode"], (kept, words)


def test_a_new_journal_is_not_asked(app):
    app.start()
    wait_for("the page", app.editor)
    app.type(SENTENCE)
    app.wait_until_saved()
    assert not shown(app, "What do you mean to do this week?")
    app.choose_item("More Questions", "_Intention for the Week…")
    wait_for("the dialog", lambda: app.window("Your Intention"))


def test_check_in(app):
    """Not, because …, beside what was written, and kept for another week."""
    start_on_sunday(app)
    press(app, "How Did It Go?")
    wait_for("the sentence that shows it", lambda: any(
        SENTENCE in n.get_name() for n in walk(app.window("How Did It Go?"))))
    press(app, "Not")
    app.tab_to("Because")
    app.press(*"rain")
    wait_for("the words", lambda: any(read_text(n) == "rain" for n in app.find_all("text")))
    press(app, "Keep")
    press(app, "Save")
    wait_for_intentions(app, ("not", "rain"), ("open", None))
    wait_for("no more question", lambda: shown(app, TEXT) and not any(
        is_showing(n) for n in app.find_all("push button", "How Did It Go?")))
    undo(app)
    wait_for_intentions(app, ("open", None))


def test_an_answer_is_of_what_was_asked_about(app):
    """Another intention that comes from elsewhere meanwhile is not answered, nor dropped; an answer
    is taken back whatever the clock says."""
    start_on_sunday(app)
    press(app, "How Did It Go?")
    wait_for("the dialog", lambda: app.window("How Did It Go?"))
    cli(app, "intention", "set", "Sleep.", now=SUNDAY)
    wait_for("the other one", lambda: any("Sleep." in n.get_name() for n in app.find_all("label")))
    press(app, "Partly")
    press(app, "Save")
    wait_for_intentions(app, ("partly", None), ("open", None))
    undo(app)
    wait_for_intentions(app, ("dropped", None), ("open", None))
    app.choose_item("Your Intention", "_How Did It Go?")
    wait_for("the dialog", lambda: app.window("How Did It Go?"))
    press(app, "Skip")
    wait_for_intentions(app, ("dropped", None), ("dropped", None))


def test_check_in_takes_the_keyboard(app):
    start_on_sunday(app)
    press(app, "How Did It Go?")
    app.wait_for_dialog("How Did It Go?")
    wait_for("the first answer", lambda: "“Done”" in app.focused().split(" in ")[0])
    app.press("Escape")
    wait_for("the dialog to go", lambda: not app.window("How Did It Go?"))


def get_top(app, words):
    """Of what begins so in the dialog, in its window; None while it is not to be seen."""
    return next((n.get_extents(Atspi.CoordType.WINDOW).y for n in walk(app.window("How Did It Go?"))
                 if n.get_name().startswith(words) and is_showing(n)), None)


def test_the_reason_follows_its_answer(app):
    """Below it, where nothing above moves, and next for the keyboard."""
    start_on_sunday(app)
    press(app, "How Did It Go?")
    app.wait_for_dialog("How Did It Go?")
    before = wait_for("the intention", lambda: get_top(app, TEXT))
    wait_for("the first answer", lambda: "“Done”" in app.focused().split(" in ")[0])
    app.press("Right")
    wait_for("the second answer", lambda: "“Partly”" in app.focused().split(" in ")[0])
    app.press("space")
    wait_for("the reason below the answer", lambda: (top := get_top(app, "Because")) and top > get_top(app, "Partly"))
    assert get_top(app, TEXT) == before
    assert get_top(app, "Because") < get_top(app, "What You Wrote")
    app.press("Tab")
    wait_for("the keyboard in the reason", lambda: "“Because" in app.focused().split(" in ")[0])


def test_a_reason_outlives_another_answer(app):
    """What was typed is asked about, and kept, where one has done it after all."""
    start_on_sunday(app)
    press(app, "How Did It Go?")
    app.wait_for_dialog("How Did It Go?")
    press(app, "Partly")
    app.tab_to("Because")
    app.press(*"rain")
    wait_for("the words", lambda: any(read_text(n) == "rain" for n in app.find_all("text")))
    press(app, "Done")
    wait_for("the other answer", lambda: any(
        n.get_name() == "Done" and n.get_state_set().contains(Atspi.StateType.CHECKED)
        for n in walk(app.window("How Did It Go?"))))
    assert get_top(app, "Because")
    app.press("Escape")
    wait_for_question(app)
    app.press("Return")
    wait_for_intentions(app, ("done", "rain"))


def take_back_elsewhere(app):
    """As another computer does, whose file comes while the dialog is open."""
    path = app.journal / "intentions.json"
    file = json.loads(path.read_text())
    removed = {i["id"]: "2026-11-29T17:00:00.000000Z" for i in file["intentions"]}
    beside = path.with_name("elsewhere.tmp")
    beside.write_text(json.dumps({**file, "intentions": [], "removed": removed}))
    beside.replace(path)
    wait_for("the intention to go", lambda: not any(
        is_showing(n) for n in app.find_all("push button", "How Did It Go?")))


def test_an_answer_brings_back_what_was_taken_back_elsewhere(app):
    with make_window_manager():
        start_on_sunday(app)
        press_by_key(app, "How Did It Go?")
        app.wait_for_dialog("How Did It Go?")
        press(app, "Not")
        app.tab_to("Because")
        app.press(*"rain")
        wait_for("the words", lambda: any(read_text(n) == "rain" for n in app.find_all("text")))
        take_back_elsewhere(app)
        app.press("alt+s")
        wait_for_intentions(app, ("not", "rain"))
        wait_for("the dialog to go", lambda: not app.window("How Did It Go?"))
        wait_for("the focus in the text", app.is_in_text)
        undo(app)
        wait_for_intentions(app)
        app.quit()


def test_one_writes_on_where_the_intention_was_taken_back_elsewhere(app):
    """What opened the dialog is gone as that closes; nothing was said, and nothing comes back."""
    with make_window_manager():
        start_on_sunday(app)
        press_by_key(app, "How Did It Go?")
        app.wait_for_dialog("How Did It Go?")
        take_back_elsewhere(app)
        app.press("Escape")
        wait_for("the dialog to go", lambda: not app.window("How Did It Go?"))
        wait_for("the focus in the text", app.is_in_text)
        assert intentions(app) == []
        app.quit()


def test_change_of_what_was_taken_back_elsewhere(app):
    """The next dialog has the keyboard, and gives it to the text."""
    with make_window_manager():
        start_on_sunday(app)
        press_by_key(app, "How Did It Go?")
        app.wait_for_dialog("How Did It Go?")
        press(app, "Done")
        press(app, "Change")
        take_back_elsewhere(app)
        press_by_key(app, "Save")
        app.wait_for_dialog("Your Intention")
        wait_for_intentions(app, ("done", None))
        wait_for("the keyboard in it", lambda: "“Your Intention”" in app.focused())
        app.press("Escape")
        wait_for("the focus in the text", app.is_in_text)
        app.quit()


def test_one_writes_on_where_an_intention_was_chosen_elsewhere(app):
    """The offer that opened the dialog is gone as that closes."""
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    with make_window_manager():
        app.start()
        wait_for("the offer", lambda: shown(app, "What do you mean to do this week?"))
        press_by_key(app, "Choose")
        app.wait_for_dialog("Your Intention")
        cli(app, "intention", "set", TEXT)
        wait_for("the other one", lambda: shown(app, TEXT))
        app.press("Escape")
        wait_for("the dialog to go", lambda: not app.window("Your Intention"))
        wait_for("the focus in the text", app.is_in_text)
        app.quit()


def test_nothing_is_said_unasked_and_one_writes_on(app):
    start_on_sunday(app)
    press_by_key(app, "How Did It Go?")
    wait_for("the dialog", lambda: app.window("How Did It Go?"))
    # Without an answer there is nothing to save.
    wait_for("a Save that does nothing yet", lambda: any(
        not is_sensitive(n) for n in app.find_all("push button", "Save") if is_showing(n)))
    press(app, "Done")
    wait_for("Save", lambda: any(is_sensitive(n) for n in app.find_all("push button", "Save") if is_showing(n)))
    press_by_key(app, "Save")
    wait_for_intentions(app, ("done", None))
    wait_for("the dialog to go", lambda: not app.window("How Did It Go?"))
    # The button that opened it is gone, and had the focus.
    wait_for("the focus in the text", app.is_in_text)


def test_the_text_stays_in_a_small_window(app):
    """On Sunday the week's chart and the intention stand above it; what is there scrolls."""
    with make_window_manager():
        start_on_sunday(app)
        resize(640, 400)

        def is_in_sight():
            nodes = app.window("Poise"), app.editor()
            if None in nodes:
                return False
            root, text = (n.get_extents(Atspi.CoordType.WINDOW) for n in nodes)
            return root.height <= 400 and text.height >= 40 and text.y + text.height <= root.height

        wait_for("the text in 400 pixels", is_in_sight)
        app.quit()


def test_change(app):
    """What comes next opens by itself."""
    start_on_sunday(app)
    press(app, "How Did It Go?")
    wait_for("the dialog", lambda: app.window("How Did It Go?"))
    press(app, "Done")
    press(app, "Change")
    press(app, "Save")
    wait_for("the next one", lambda: app.window("Your Intention"))
    wait_for_intentions(app, ("done", None))
    wait_for("the keyboard in it", lambda: "“Your Intention”" in app.focused())
    app.press("Escape")
    # The button that opened the first of them is gone, and had the focus.
    wait_for("the focus in the text", app.is_in_text)


def test_pause_and_fold(app):
    start_on_sunday(app)
    press(app, "Show the Intention")
    wait_for("the words to go", lambda: not shown(app, TEXT))
    press(app, "Show the Intention")
    wait_for("the words", lambda: shown(app, TEXT))
    app.choose_item("Your Intention", "_Pause Intentions")
    wait_for("the intention to go", lambda: not shown(app, TEXT))
    wait_for("the pause on the disk", lambda: "resume" in cli(app, "intention"))
    app.choose_item("More Questions", "_Pause Intentions")
    wait_for("the intention", lambda: shown(app, TEXT))
    app.choose_item("Your Intention", "_Drop")
    wait_for_intentions(app, ("dropped", None))


def test_one_goes_on_to_write_without_an_intention(app):
    """After it was dropped, or all were paused, by the menu of its row, which goes."""
    with make_window_manager():
        start_on_sunday(app)
        for key in ("d", "p"):
            app.tab_to("Your Intention")
            app.press("Return")
            wait_for("the menu", lambda: is_showing(app.find_menu_item("_Drop")) and
                     app.focused().startswith("menu item"))
            press_key(key)
            wait_for("the intention to go", lambda: not shown(app, TEXT))
            wait_for("the focus in the text", app.is_in_text)
            undo(app)
            wait_for("the intention", lambda: shown(app, TEXT))
        app.quit()


def test_what_was_announced_comes_back(app):
    """After four weeks as a question with the old sentence, which leads to its entry."""
    old = "Tomorrow I will talk to Ana about the rota before the others come."
    cli(app, "add", old, now="2026-10-26T18:00:00+00:00")
    app.start()
    wait_for("the question", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))
    press(app, "Open the Entry of Then")
    wait_for("the old entry", lambda: app.text() == old)
    app.press("alt+Home")
    wait_for("the question again", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))
    app.type("We talked, and she takes the early van now.")
    app.wait_until_saved()
    answer, then = [json.loads(line) for line in cli(app, "list", "--json").splitlines()]
    assert then["id"] in json.dumps(answer["prompt"]), answer


def test_what_is_left_in_peace(app):
    old = "Tomorrow I will talk to Ana about the rota before the others come."
    cli(app, "add", old, now="2026-10-26T18:00:00+00:00")
    app.start()
    wait_for("the question", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))
    app.choose_item("More Questions", "_Never Ask About This Again")
    wait_for("another question", lambda: not shown(app, "Four weeks ago"))
    path = app.journal / "intentions.json"
    wait_for("that on the disk", lambda: path.exists() and "quiet" in path.read_text())
    app.quit()
    app.start()
    wait_for("the page", app.editor)
    wait_for("a question", lambda: any(n.get_name().endswith("?") for n in app.find_all("label")))
    assert not shown(app, "Four weeks ago")


def test_on_this_day(app):
    """Off until one wants it; opened, and left in peace for good, which can be undone."""
    cli(app, "add", "The first day of the new ward.", now="2025-11-23T18:00:00+00:00")
    cli(app, "add", SENTENCE, now="2026-11-20T18:00:00+00:00")
    app.start()
    app.go_to("Journal")
    wait_for("the journal", lambda: app.says("The first day of the new ward."))
    assert not shown(app, "On This Day")
    app.act("preferences")
    app.wait_for_dialog("Preferences")
    wait_for("its switch", lambda: next(
        (n.get_action_iface().do_action(0) for n in walk(app.window("Preferences"))
         if n.get_name() == "On This Day" and n.get_role_name() != "label" and
         n.get_action_iface() is not None and n.get_action_iface().get_n_actions() > 0), False))
    wait_for("the row", lambda: app.find("push button", "23 November 2025"))
    app.press("Escape")
    wait_for("the preferences to close", lambda: not app.window("Preferences"))
    old, = (e for e in map(json.loads, cli(app, "list", "--json").splitlines()) if e["day"] == "2025-11-23")
    subprocess.run([EDIT, app.journal, old["id"], "The first day of a new team."], check=True,
                   env={**os.environ, "POISE_NOW": "2026-11-23T18:30:00+00:00"})
    wait_for("what another computer made of it", lambda: len(app.find_all("label", "The first day of a new team.")) == 2)
    press(app, "Never Bring This Entry Back")
    wait_for("the row to go", lambda: not shown(app, "On This Day"))
    undo(app)
    wait_for("the row again", lambda: shown(app, "On This Day"))
    wait_for("its button", lambda: app.press_named("23 November 2025"))
    wait_for("the entry", lambda: app.text() == "The first day of a new team.")


def begin_after_event(app):
    app.choose_item("Other New Entries", "After an _Event")
    wait_for("the form", lambda: "# What I do next time" in (app.text() or ""))


def write_at_end(app, words):
    """At the end of what stands there, as who wrote on would."""
    editor = app.editor()
    n = len(app.text())
    assert editor.get_editable_text_iface().insert_text(n, words, len(words.encode()))


OFFER = "What you do next time can be your intention for this week"


def test_what_one_does_next_time_becomes_the_intention(app):
    """Offered below the text once it is written; one click, and it can be undone. The week's offer
    above the text is out of the way."""
    cli(app, "add", SENTENCE, now="2026-11-10T18:00:00+00:00")
    app.start()
    wait_for("the week's offer", lambda: shown(app, "What do you mean to do this week?"))
    begin_after_event(app)
    wait_for("the week's offer to go", lambda: not shown(app, "What do you mean to do this week?"))
    assert not shown(app, OFFER)
    write_at_end(app, "I asked Ana what she would do, and listened.")
    wait_for("the offer", lambda: shown(app, OFFER))
    app.wait_for_names()
    press(app, "Make It My Intention")
    wait_for_intentions(app, ("open", None))
    kept, = json.loads((app.journal / "intentions.json").read_text())["intentions"]
    assert kept["text"] == "I asked Ana what she would do, and listened.", kept
    assert kept["mode"] == "leadership", kept
    wait_for("the offer to go", lambda: not shown(app, OFFER))
    undo(app)
    wait_for_intentions(app)
    wait_for("the offer again", lambda: shown(app, OFFER))
    press(app, "Skip")
    wait_for("the offer to go", lambda: not shown(app, OFFER))


def test_what_one_does_next_time_takes_the_place_of_another(app):
    cli(app, "intention", "set", TEXT, now="2026-11-23T08:00:00+00:00")
    app.start()
    wait_for("the page", app.editor)
    begin_after_event(app)
    write_at_end(app, "Ask first.")
    wait_for("the offer", lambda: shown(app, OFFER + ", in place of the one that you have."))
    press(app, "Make It My Intention")
    wait_for_intentions(app, ("dropped", None), ("open", None))


def test_an_entry_is_left_in_peace_by_its_own_menu(app):
    """In the journal by its row's menu, and where it is written; each can be undone."""
    old = "Tomorrow I will talk to Ana about the rota before the others come."
    cli(app, "add", old, now="2026-10-26T18:00:00+00:00")
    app.start()
    wait_for("the question", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))
    app.go_to("Journal")
    app.tab_to("Monday, 26 October 2026")
    app.press("shift+F10")
    press_item(app, "Never _Bring This Entry Back")
    path = app.journal / "intentions.json"
    wait_for("that on the disk", lambda: path.exists() and '"quiet"' in path.read_text())
    undo(app)
    wait_for("that on the disk", lambda: '"quiet"' not in path.read_text())
    app.go_to("Write")
    wait_for("the question", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))
    press(app, "Open the Entry of Then")
    wait_for("the old entry", lambda: app.text() == old)
    app.tab_to("Your Reflection")
    app.press("shift+F10")
    press_item(app, "Never _Bring This Entry Back")
    wait_for("that on the disk", lambda: '"quiet"' in path.read_text())
    wait_for("the menu's end", lambda: not app.find_menu_item("Never _Bring This Entry Back"))
    app.press("alt+Home")
    wait_for("another question", lambda: app.text() == "" and not shown(app, "Four weeks ago"))
    undo(app)
    wait_for("that on the disk", lambda: '"quiet"' not in path.read_text())
    app.press("alt+Home")
    wait_for("the question again", lambda: shown(app, f"Four weeks ago you wrote: “{old}”"))


tap.main(functools.partial(make_app, sys.argv[1]))
