#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing, and correcting what the text shows: test-write-page.py POISE, inside build-aux/headless."""

import contextlib
import datetime
import functools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys

# The window's size is one of the settings.
os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import (NOW, Atspi, GLib, ancestry, hearing, is_showing, make_app, make_window_manager,  # noqa: E402
                       read_text, resize, wait_for, walk)

TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."
GERMAN = "Gestern die Schichten verteilt und den Dienstplan geschrieben. Danach Ana gefragt, was sie anders machen will."
DUTCH = "Ik heb vandaag het rooster voor de hele week geschreven. Daarna was ik erg moe."


@contextlib.contextmanager
def make_fresh_app(program):
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_window_manager(), make_app(program) as app:
        yield app


def set_size(width, height):
    subprocess.run(["gsettings", "set", "io.github.poise_journal.Poise", "window-size",
                    f"({width}, {height})"], check=True)


def sentences(app):
    entries = app.entries()
    return [(s["mode"], s["by"]) for s in entries[0]["tag"]["sentences"]] \
        if entries and "tag" in entries[0] else []


def wait_for_mode(app, index, *wanted):
    wait_for(f"sentence {index} to be {wanted}", lambda: len(sentences(app)) > index and
             sentences(app)[index] == wanted)


def write(app, text=TEXT):
    app.type(text)
    wait_for("the tag on the disk", lambda: any(
        e["text"] == text and len(e.get("tag", {}).get("sentences", [])) >= 2 for e in app.entries()))
    app.wait_until_saved()


def has_focus(node):
    return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def focus_editor(app):
    # A window that has just been mapped may not have the keyboard yet.
    app.press("ctrl+n")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))


def has_list_focus(app):
    """Whether the list of a choice is open, and has the keyboard."""
    return "list item" in app.focused().split("“")[0]


def go_to_sentence(app, index):
    """The first or the last: GTK lets nobody else place the caret."""
    app.press(("ctrl+Home", "ctrl+End")[index])
    wait_for("the caret", lambda: Atspi.Text.get_caret_offset(app.editor()) ==
             (0, len(app.text()))[index])


def choices(app):
    """The drop-downs of the sentences, by what they say."""
    return [n for n in walk(app.root()) if n.get_role_name() == "combo box" and
            n.get_name().startswith("What this sentence shows") and is_showing(n)]


def test_closed_right_after_typing_it_is_tagged(app):
    app.start()
    app.type(TEXT)
    app.quit()
    assert len(sentences(app)) == 2, app.entries()


def test_keys_mark_the_sentence_at_the_cursor(app):
    app.start()
    focus_editor(app)
    write(app)
    go_to_sentence(app, 0)
    before = sentences(app)
    app.press("ctrl+shift+n")
    wait_for_mode(app, 0, "none", "person")
    go_to_sentence(app, 1)
    app.press("ctrl+shift+l")
    wait_for_mode(app, 1, "leadership", "person")
    # The keys that undo typing undo it, before they come to what was typed.
    app.press("ctrl+z")
    wait_for_mode(app, 1, *before[1])
    app.press("ctrl+z")
    wait_for_mode(app, 0, *before[0])
    assert app.text() == TEXT
    app.press("ctrl+shift+z")
    wait_for_mode(app, 0, "none", "person")
    # It is there again.
    assert "Correction undone" not in app.labels()
    go_to_sentence(app, 0)
    app.press("ctrl+shift+p")
    wait_for_mode(app, 0, *before[0])
    app.quit()


def step_to(app, key, text):
    """As often as the editor's own undo needs, a word or a few letters each time."""
    while (was := app.text()) != text:
        app.press(key)
        wait_for("another text", lambda left=was: app.text() != left)


def test_corrections_are_undone_among_what_is_typed(app):
    app.start()
    focus_editor(app)
    write(app)
    go_to_sentence(app, 1)
    before = sentences(app)[1]
    app.press("ctrl+shift+l")
    wait_for_mode(app, 1, "leadership", "person")
    subprocess.run(["xdotool", "type", " It rained."], check=True)
    wait_for("the words", lambda: app.text() == TEXT + " It rained.")
    for _ in range(2):
        step_to(app, "ctrl+z", TEXT)
        wait_for("the disk", lambda: [e["text"] for e in app.entries()] == [TEXT])
        wait_for_mode(app, 1, "leadership", "person")
        app.press("ctrl+z")
        wait_for_mode(app, 1, *before)
        assert app.text() == TEXT
        app.press("ctrl+z")
        wait_for("the words to go", lambda: app.text() != TEXT)
        step_to(app, "ctrl+shift+z", TEXT)
        wait_for_mode(app, 1, *before)
        # In the window, too: the disk may not know yet that the words were gone.
        wait_for("an underline", lambda: get_underline(app, len(TEXT) - 2) not in ("none", ""))
        app.press("ctrl+shift+z")
        wait_for_mode(app, 1, "leadership", "person")
        step_to(app, "ctrl+shift+z", TEXT + " It rained.")
    app.quit()


def test_a_toast_hides_no_control(app):
    app.start()
    focus_editor(app)
    write(app)
    go_to_sentence(app, 1)
    app.press("ctrl+shift+l")
    wait_for("the toast", lambda: is_showing(app.find("push button", "Undo")))

    def get_place(name):
        return next(n for n in walk(app.root()) if n.get_name().startswith(name) and
                    is_showing(n)).get_extents(Atspi.CoordType.WINDOW)

    def is_above(name):
        undo = get_place("Undo")
        return undo.y + undo.height < get_place(name).y

    for name in ("What Your Text Shows, and Why", "Add a Tag"):
        wait_for(f"the toast above “{name}”", lambda name=name: is_above(name))
    # On a page without such controls it lies where toasts lie.
    before = get_place("Undo").y
    app.go_to("Journal")
    wait_for("the toast below", lambda: get_place("Undo").y > before)
    app.quit()


def test_menu_corrects_the_sentence(app):
    app.start()
    focus_editor(app)
    write(app)
    go_to_sentence(app, 0)
    app.press("Menu")
    choose(app, "This _Sentence")
    choose(app, "_Neither")
    wait_for_mode(app, 0, "none", "person")
    app.quit()


def tags(app):
    return next((e.get("tags", []) for e in app.entries() if e["text"] == "Words."), [])


def add_tag(app, *keys):
    app.press("ctrl+t")
    wait_for("the field for a tag", lambda: has_focus(app.find("text", "New Tag")))
    app.press(*keys)


def test_tags_by_keyboard(app):
    app.start()
    focus_editor(app)
    # Before a word is written, too.
    add_tag(app, *"work", "Return")
    wait_for("the chip", lambda: app.find("push button", "Remove the Tag “work”"))
    # One goes on writing where one was, also without a tag.
    app.press("a")
    wait_for("the key in the text", lambda: app.text() == "a")
    add_tag(app, "Escape")
    wait_for("the field to go", lambda: has_focus(app.editor()))
    app.press("BackSpace")
    wait_for("no text", lambda: app.text() == "")
    app.type("Words.")
    add_tag(app, *"Club", "Return")
    wait_for("both on the disk", lambda: tags(app) == ["work", "Club"])
    focus_editor(app)
    app.press("alt+Page_Up")
    wait_for("a blank page", lambda: app.text() == "" and not app.find("push button", "Remove the Tag"))
    app.type("Other words.")
    # The list below the field offers what other entries have.
    add_tag(app, *"clu", "Down", "Return")
    wait_for("the suggestion", lambda: app.find("push button", "Remove the Tag “Club”"))
    app.press("alt+Page_Down")
    wait_for("the first entry", lambda: app.text() == "Words.")
    app.tab_to("Remove the Tag “work”")
    app.press("space")
    wait_for("it to be gone", lambda: tags(app) == ["Club"])
    wait_for("the keyboard to stay", lambda: "“Add a Tag" in app.focused())
    app.press("ctrl+z")
    wait_for("it to be back, where it was", lambda: tags(app) == ["work", "Club"])
    app.press("ctrl+shift+z")
    wait_for("it to be gone again", lambda: tags(app) == ["Club"])
    assert app.text() == "Words."
    app.quit()


def choose(app, label):
    def press_item():
        item = app.find_menu_item(label)
        # It may be gone before it answers.
        with contextlib.suppress(GLib.Error):
            return item is not None and item.get_action_iface().do_action(0)
        return True
    wait_for(label, press_item)


def test_menu_explains_the_sentence(app):
    app.start()
    focus_editor(app)
    write(app)
    app.quit()
    for size in ((900, 700), (400, 700)):
        set_size(*size)
        app.start()
        app.press("Shift_L")  # gives the window the keyboard
        wait_for("the text, and the focus in it", lambda: app.text() == TEXT and has_focus(app.editor()))
        go_to_sentence(app, 1)
        app.press("Menu")
        choose(app, "This _Sentence")
        choose(app, "_Why?")
        wait_for("the second sentence's choice", lambda: len(choices(app)) == 2 and any(
            has_focus(n) for n in walk(choices(app)[1])))
        app.press("Escape")
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
        app.quit()


def click(app, word, *buttons, text=TEXT):
    """Presses a mouse's buttons on a word of the text, once that stays where it is."""
    def read_place():
        place = Atspi.Text.get_character_extents(app.editor(), text.index(word), Atspi.CoordType.WINDOW)
        return place.x, place.y, place.height
    places = [None]
    wait_for(f"the place of {word}", lambda: (places.append(read_place()), places[-1] == places[-2])[1])
    x, y, height = places[-1]
    # The last that has a title; what pops up has none.
    window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Poise$"],
                            capture_output=True, text=True, check=True).stdout.split()[-1]
    # GTK 4.18 leaves out the margins of the text: half of them is still on the line with them.
    subprocess.run(["xdotool", "mousemove", "--window", window, str(x + 2), str(y + height // 2 + 9)], check=True)
    for button in buttons:
        subprocess.run(["xdotool", "click", button], check=True)


def find_card(app):
    return next((n for n in app.find_all("push button", "Why?") if is_showing(n)), None)


def test_click_on_a_sentence_shows_its_card_and_leaves_the_cursor(app):
    app.start()
    focus_editor(app)
    write(app)
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    go_to_sentence(app, 1)
    click(app, "Amira", "1")
    wait_for("the card", lambda: find_card(app))
    wait_for("the cursor where it was clicked", lambda: Atspi.Text.get_caret_offset(app.editor())
             < TEXT.index("she"))
    wait_for("the focus in the text", lambda: has_focus(app.editor()))
    # Escape takes the card and nothing else; so does writing.
    app.press("Escape")
    wait_for("no card", lambda: not find_card(app))
    click(app, "listened", "1")
    wait_for("the card", lambda: find_card(app))
    app.press("x")
    wait_for("no card", lambda: not find_card(app))
    wait_for("what was typed, on the disk", lambda: len(app.entries()[0]["text"]) == len(TEXT) + 1)
    app.press("BackSpace")
    # The tag comes before the save, and would take the card away.
    wait_for("the text on the disk", lambda: app.entries()[0]["text"] == TEXT)
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    click(app, "listened", "1")
    wait_for("the card", lambda: find_card(app))
    wait_for("its button", lambda: app.press_all("Neither"))
    wait_for_mode(app, 0, "none", "person")
    wait_for("no card", lambda: not find_card(app))
    wait_for("the focus in the text", lambda: has_focus(app.editor()))
    app.quit()


def test_card_gives_a_sentence_back(app):
    def open_card():
        wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
        click(app, "Amira", "1")
        wait_for("the card", lambda: find_card(app))

    def is_offered():
        return any(is_showing(n) for n in app.find_all("push button", "Let Poise Decide"))

    app.start()
    focus_editor(app)
    write(app)
    before = sentences(app)[0]
    open_card()
    assert not is_offered(), "nothing was said that could be taken back"
    wait_for("its button", lambda: app.press_all("Management"))
    wait_for_mode(app, 0, "management", "person")
    wait_for("no card", lambda: not find_card(app))
    open_card()
    wait_for("its button", lambda: is_offered() and app.press_all("Let Poise Decide"))
    wait_for_mode(app, 0, *before)
    wait_for("no card", lambda: not find_card(app))
    app.quit()


def test_card_of_a_sentence_that_shows_neither(app):
    """What the person said is seen and taken back where they said it, though there is no line."""
    app.start()
    focus_editor(app)
    write(app)
    before = sentences(app)[0]
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    click(app, "Amira", "1")
    wait_for("the card", lambda: find_card(app))
    wait_for("its button", lambda: app.press_all("Neither"))
    wait_for_mode(app, 0, "none", "person")
    wait_for("no card", lambda: not find_card(app))
    wait_for("no underline", lambda: get_underline(app, 5) in ("none", ""))
    click(app, "Amira", "1")
    wait_for("the card", lambda: find_card(app))
    wait_for("what it says", lambda: "You said: Neither" in app.labels())
    wait_for("its button", lambda: app.press_all("Let Poise Decide"))
    wait_for_mode(app, 0, *before)
    wait_for("no card", lambda: not find_card(app))
    app.quit()


def test_card_of_a_sentence_that_was_missed(app):
    """Where no line says so, the person can say what it shows, too."""
    text = TEXT + " The window is open."
    app.start()
    focus_editor(app)
    write(app, text)
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    assert get_underline(app, text.index("window")) in ("none", "")
    before = sentences(app)[-1]
    assert before[0] == "none", before
    click(app, "window", "1", text=text)
    wait_for("the card", lambda: find_card(app))
    wait_for("what it says", lambda: any("Not counted" in label for label in app.labels()))
    wait_for("its button", lambda: app.press_all("Leadership"))
    wait_for_mode(app, len(sentences(app)) - 1, "leadership", "person")
    wait_for("an underline", lambda: get_underline(app, text.index("window")) not in ("none", ""))
    app.quit()


def test_card_says_where_poise_is_a_beginner(app):
    """As the reasons do; of English it says nothing of the kind."""
    for text, says in ((TEXT, False), (GERMAN, True)):
        app.start()
        focus_editor(app)
        app.press("ctrl+n")
        wait_for("an empty text", lambda: app.text() == "")
        write(app, text)
        wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
        click(app, text.split()[1], "1", text=text)
        wait_for("the card", lambda: find_card(app))
        wait_for(f"what it says of “{text}”",
                 lambda: any("beginner in this language" in label for label in app.labels()) == says)
        app.quit()


def test_pointer_opens_the_menu_of_the_sentence_under_it(app):
    app.start()
    focus_editor(app)
    write(app)
    go_to_sentence(app, 0)
    click(app, "rota", "3")
    choose(app, "This _Sentence")
    choose(app, "_Neither")
    wait_for_mode(app, 1, "none", "person")
    assert sentences(app)[0][1] == "tagger"
    app.quit()


def get_underline(app, offset):
    return Atspi.Text.get_attribute_run(app.editor(), offset, False)[0].get("underline", "none")


def test_what_the_person_denied_is_not_underlined(app):
    """Here by poise-cli, as by the choice in the reasons."""
    app.start()
    focus_editor(app)
    write(app)
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    app.wait_until_saved()
    cli = pathlib.Path(sys.argv[1]).resolve().parents[1] / "cli" / "poise-cli"
    subprocess.run([cli, "--journal", app.journal, "correct", app.entries()[0]["id"], "none"],
                   check=True, capture_output=True)
    wait_for("no underline", lambda: get_underline(app, 5) in ("none", ""))
    # Nor does a card speak against them; it would come with the cursor.
    click(app, "Amira", "1")
    wait_for("the cursor where it was clicked", lambda: Atspi.Text.get_caret_offset(app.editor())
             < TEXT.index("she"))
    assert not find_card(app)
    app.quit()


def test_underlines_go_where_there_are_none_any_more(app):
    app.start()
    focus_editor(app)
    write(app)
    wait_for("an underline", lambda: get_underline(app, 5) not in ("none", ""))
    # A line that is too long to be marked, behind the one that was.
    app.press("ctrl+End", "Return")
    wait_for("the line", lambda: app.text() == TEXT + "\n")
    text = "It rained. " * 2000
    assert app.editor().get_editable_text_iface().insert_text(len(TEXT) + 1, text, len(text))
    wait_for("no underline", lambda: get_underline(app, 5) in ("none", ""))
    app.quit()


def correct_first(app):
    """By keyboard, and the focus stays where it was."""
    app.press("ctrl+Return")
    wait_for("the reasons", lambda: len(choices(app)) == 2)
    app.tab_to("What this sentence shows")
    app.press("space")
    # A screen reader says each of the items.
    wait_for("the items' names", lambda: {"Management", "Leadership", "Neither"} <=
             {n.get_name() for n in app.find_all("list item")} and has_list_focus(app))
    app.press("Home", "Return")
    wait_for_mode(app, 0, "none", "person")
    wait_for("the focus on the same choice", lambda: "What this sentence shows: Neither" in
             app.focused().split(" in ")[0])


def test_focus_stays_and_poise_decides_again(app):
    app.start()
    focus_editor(app)
    write(app)
    before = sentences(app)
    correct_first(app)
    # “Let Poise Decide” is the last of the choices.
    app.press("space")
    wait_for("the list", lambda: has_list_focus(app))
    app.press("End", "Return")
    wait_for_mode(app, 0, *before[0])
    wait_for("the focus on a choice", lambda: "What this sentence shows" in app.focused())
    app.press("ctrl+z")
    wait_for_mode(app, 0, "none", "person")
    wait_for("the choice to say so", lambda: any(n.get_name().endswith("Neither") for n in choices(app)[:1]))
    app.press("Escape")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    app.quit()


def test_a_choice_that_is_left_alone_keeps_the_focus(app):
    app.start()
    focus_editor(app)
    write(app)
    app.press("ctrl+Return")
    wait_for("the choices", lambda: len(choices(app)) == 2)
    app.tab_to("What this sentence shows")
    at = wait_for("the choice", app.focused)
    for key in ("Escape", "Return"):
        subprocess.run(["xdotool", "key", "space"], check=True)
        wait_for("the list", lambda: has_list_focus(app))
        subprocess.run(["xdotool", "key", key], check=True)
        wait_for(f"the same choice after {key}", lambda: app.focused() == at)
    app.quit()


def test_a_list_opens_at_what_was_chosen(app):
    """So that the next key goes on from there, and Return alone changes nothing."""
    app.start()
    focus_editor(app)
    write(app)
    app.press("ctrl+Return")
    wait_for("the choices", lambda: len(choices(app)) == 2)
    app.tab_to("What this sentence shows: Leadership")
    chosen = "Leadership"
    for keys, name in (((), "Leadership"), (("Up",), "Management"), (("Up",), "Neither"), (("Down", "Down"), "Leadership")):
        subprocess.run(["xdotool", "key", "space"], check=True)
        wait_for(f"the list at {chosen}", lambda: f"list item “{chosen}”" in app.focused().split(" in ")[0])
        subprocess.run(["xdotool", "key", *keys, "Return"], check=True)
        chosen = name
        wait_for(chosen, lambda: f"What this sentence shows: {chosen}" in app.focused().split(" in ")[0])
    app.quit()


def get_place(node):
    return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)


def list_labels(node):
    return [n for n in walk(node) if n.get_role_name() == "label" and is_showing(n)]


def has_room(choice, begin):
    """Whether it is beside its sentence, which begins so, and what is said of that is below it."""
    row = next((labels for labels in map(list_labels, ancestry(choice)) if len(labels) > 2), [])
    words = next((n for n in row if n.get_name().startswith(begin)), None)
    said = [get_place(n) for n in row if n != words and n not in list_labels(choice)]
    if words is None or not said:
        return False
    words, place = get_place(words), get_place(choice)
    return place.x >= words.x + words.width and place.y < words.y + words.height and all(
        line.y >= words.y + words.height and line.width >= 400 for line in said)


def test_reasons_have_room(app):
    """Where the window is wide, the choice is beside its sentence, and what is said of it has the whole width below."""
    set_size(900, 700)
    app.start()
    focus_editor(app)
    write(app)
    app.press("ctrl+Return")
    wait_for("the reasons", lambda: len(choices(app)) == 2)
    for i, begin in enumerate(("Asked Amira", "Wrote the rota")):
        wait_for(f"room for what is said of “{begin}”", lambda: len(choices(app)) == 2 and
                 has_room(choices(app)[i], begin))
    app.quit()


def test_unsure_entry_is_unsure_everywhere(app):
    """Also where none of its sentences shows a mode."""
    app.start()
    focus_editor(app)
    app.type("Ben came by and we looked at the list together.")
    wait_for("the tag", lambda: app.find("label", "Unsure") and sentences(app) == [("none", "tagger")])
    assert app.entries()[0]["tag"]["unsure"]
    app.press("ctrl+Return")
    wait_for("the reasons", lambda: len(choices(app)) == 1)
    wait_for("the entry's choice", lambda: find_entry_choice(app, ": Unsure"))
    # Whoever says that it shows neither is no longer called unsure beside it.
    app.tab_to("What this entry shows")
    app.press("space")
    wait_for("its list", lambda: has_list_focus(app))
    app.press("Home", "Return")
    wait_for("its choice", lambda: find_entry_choice(app, ": Neither"))
    wait_for("the same on the button", lambda: (
        button := app.find("toggle button", "What Your Text Shows, and Why")) and
        [n.get_name() for n in walk(button) if n.get_role_name() == "label"][:1] == ["Neither"])
    app.quit()


def find_entry_choice(app, end=""):
    """The drop-down of the entry, if it says so."""
    return next((n for n in walk(app.root()) if n.get_name().startswith("What this entry shows" + end)), None)


def test_reasons_in_a_small_window(app):
    set_size(640, 294)
    app.start()
    focus_editor(app)
    write(app)
    app.press("ctrl+Return")
    wait_for("the sheet", lambda: len(choices(app)) == 2)
    wait_for("the entry's choice in the window", lambda: (entry := find_entry_choice(app)) and (
        lambda place, bounds: place.y >= 0 and 0 < place.y + place.height <= bounds.height)(
            get_place(entry), get_place(app.window("Poise"))))
    app.press("Escape")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    app.quit()


def press_at_once(app, *keys):
    """While the program stands still, so that it finds all of them together."""
    os.kill(app.pid, signal.SIGSTOP)
    subprocess.run(["xdotool", "key", *keys], check=True)
    os.kill(app.pid, signal.SIGCONT)


def test_choices_that_are_left_at_once_stay(app):
    """The sheet of a small window goes at once where nothing is animated, and what was chosen is said
    once the list has closed."""
    set_size(640, 294)
    app.start()
    focus_editor(app)
    write(app)
    for name, find in (("What this sentence shows", lambda: sentences(app)[0]),
                       ("What this entry shows", lambda: tuple(app.entries()[0]["tag"][k] for k in ("mode", "by")))):
        assert find()[1] == "tagger", find()
        app.press("ctrl+Return")
        wait_for("the sheet", lambda: len(choices(app)) == 2)
        app.tab_to(name)
        app.press("space")
        wait_for("the list", lambda: has_list_focus(app))
        app.press("Home")
        wait_for("its first item", lambda: "list item “Neither”" in app.focused())
        press_at_once(app, "Return", "Escape")
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
        wait_for(f"the answer to “{name}”", lambda find=find: find() == ("none", "person"))
    app.quit()


def test_small_window_has_four_lines(app):
    set_size(640, 294)
    app.start()
    write(app, "One.\nTwo.\nThree.\nFour. Asked Amira what she would change here.")

    def is_seen():
        bounds = get_place(app.editor())
        last = Atspi.Text.get_character_extents(app.editor(), len("One.\nTwo.\nThree.\n"), Atspi.CoordType.WINDOW)
        return bounds.height >= 110 and last.height > 0 and last.y + last.height <= bounds.y + bounds.height
    wait_for("four lines", is_seen)
    app.quit()


def test_a_tag_can_be_added_in_a_small_window(app):
    """Where there is no room for the tags, their bar is there while it asks."""
    set_size(640, 294)
    app.start()
    focus_editor(app)
    app.type("Words.")
    wait_for("no room for tags", lambda: not is_showing(app.find("push button", "Add a Tag")))
    add_tag(app, *"work", "Return")
    wait_for("it on the disk", lambda: tags(app) == ["work"])
    assert app.text() == "Words."
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    wait_for("the bar to go", lambda: not is_showing(app.find("push button", "Add a Tag")))
    app.quit()


def read_tag_field(app):
    """What stands where a tag is typed, if one can type there."""
    field = app.find("text", "New Tag")
    return read_text(field) if has_focus(field) else None


def ask_for_tag(app, typed):
    app.press("ctrl+t")
    wait_for(f"“{typed}” in the field for a tag", lambda: read_tag_field(app) == typed)


def test_a_tag_is_typed_on_while_tags_change_elsewhere(app):
    app.start()
    focus_editor(app)
    app.type("Words.")
    app.wait_until_saved()
    add_tag(app, *"ha")
    wait_for("its beginning", lambda: read_tag_field(app) == "ha")
    change_elsewhere(app, tags=["work"])
    wait_for("the chip", lambda: app.find("push button", "Remove the Tag “work”"))
    app.press(*"lf", "Return")
    wait_for("both on the disk", lambda: tags(app) == ["work", "half"])
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    # On a tag's own button the keyboard stays in the bar.
    app.tab_to("Remove the Tag “half”")
    change_elsewhere(app, tags=["work"], modified="2026-11-23T20:00:00+00:00")
    wait_for("the keyboard to stay", lambda: "“Add a Tag" in app.focused())
    # Where its entry goes, it goes as well.
    ask_for_tag(app, "")
    app.press(*"half")
    wait_for("the word", lambda: read_tag_field(app) == "half")
    run_cli(app, "delete", app.entries()[0]["id"])
    wait_for("another page, and no field", lambda: app.text() == "" and read_tag_field(app) is None)
    ask_for_tag(app, "")
    app.quit()


def test_a_tag_that_is_not_typed_to_the_end_stays(app):
    """Where its field goes by itself, as a window gets small; but for no other entry."""
    app.start()
    focus_editor(app)
    app.type("Words.")
    app.wait_until_saved()
    for typed in ("", "half"):
        ask_for_tag(app, typed)
        app.press(*"half"[len(typed):])
        wait_for("its beginning", lambda: read_tag_field(app) == "half")
        resize(640, 294)
        wait_for("the field to go", lambda: read_tag_field(app) is None)
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
        resize(900, 700)
        wait_for("the bar again", lambda: is_showing(app.find("push button", "Add a Tag")))
    app.press("ctrl+n")
    wait_for("another page", lambda: app.text() == "")
    ask_for_tag(app, "")
    app.press(*"other", "Escape")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    # The person left it so.
    ask_for_tag(app, "")
    app.press(*"other", "Return")
    wait_for("the chip", lambda: app.find("push button", "Remove the Tag “other”"))
    ask_for_tag(app, "")
    app.quit()


def test_no_reasons_of_an_entry_that_is_gone(app):
    for size in ((640, 294), (900, 700)):
        set_size(*size)
        app.start()
        focus_editor(app)
        write(app)
        app.press("ctrl+Return")
        wait_for("the reasons", lambda: len(choices(app)) == 2)
        # Of the same entry they stay.
        change_elsewhere(app, text=f"{TEXT} Then rested.")
        wait_for("its words", lambda: app.text() == f"{TEXT} Then rested.")
        assert len(choices(app)) == 2
        run_cli(app, "delete", app.entries()[0]["id"])
        wait_for("the entry to go", lambda: app.text() == "")
        wait_for("no choice", lambda: choices(app) == [] and not find_entry_choice(app))
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
        app.quit()


def test_no_reasons_of_another_entry(app):
    """The search of the desktop opens one that has some itself."""
    subprocess.run(["gsettings", "set", "io.github.poise_journal.Poise", "search-provider", "true"], check=True)
    other = "Asked Joel what he needs. Ordered the gloves."
    app.start()
    focus_editor(app)
    write(app, other)
    app.press("ctrl+n")
    wait_for("a blank page", lambda: app.text() == "")
    write(app)
    app.press("ctrl+Return")
    wait_for("the reasons", lambda: len(choices(app)) == 2)
    entry = next(e["id"] for e in app.entries() if e["text"] == other)
    subprocess.run(
        ["gdbus", "call", "--session", "--dest", "io.github.poise_journal.Poise", "--object-path",
         "/io/github/poise_journal/Poise/SearchProvider", "--method",
         "org.gnome.Shell.SearchProvider2.ActivateResult", entry, "[]", "0"], check=True, stdout=subprocess.DEVNULL)
    wait_for("the other one", lambda: app.text() == other)
    wait_for("no choice", lambda: choices(app) == [])
    app.quit()


def test_very_many_sentences_can_be_reached(app):
    app.start()
    focus_editor(app)
    write(app, "Wrote the rota. " * 60)
    app.press("ctrl+Return")
    wait_for("the first ones", lambda: len(choices(app)) == 40)
    wait_for("the button", lambda: app.press_named("Show 20 More Sentences"))
    wait_for("all of them", lambda: len(choices(app)) == 60)
    app.quit()


def test_question_leads_to_the_text(app):
    app.start()
    for name in ("Another Question",):
        app.tab_to(name)
        app.press("space")
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
    for label in ("_Look Back on This Week", "Write _Without a Question"):
        app.tab_to("More Questions")
        app.press("space")
        choose(app, label)
        wait_for("the editor's focus", lambda: has_focus(app.editor()))
    app.press("a")
    wait_for("the key in the text", lambda: app.text() == "a")
    app.quit()


def type_keys(words):
    subprocess.run(["xdotool", "type", words], check=True)


def test_after_an_event(app):
    app.start("--page=write")
    app.choose_item("Other New Entries", "After an _Event")
    wait_for("the questions", lambda: (app.text() or "").startswith("# What I did, and what came of it"))
    wait_for("what it is called", lambda: "After an Event" in app.labels())
    wait_for("none of its words counted", lambda: "0 words" in app.labels())
    focus_editor(app)
    type_keys("Wrote the rota for the week.")
    app.press("Tab", "Tab")
    type_keys("Ask Amira first what she would change.")
    app.press("shift+Tab")
    type_keys("It was late.")
    wait_for("the three answers", lambda: app.text() == (
        "# What I did, and what came of it\nWrote the rota for the week.\n\n"
        "# What else explains it\nIt was late.\n\n"
        "# What I do next time\nAsk Amira first what she would change."))
    wait_for("the tag on the disk", lambda: len(sentences(app)) == 3)
    app.wait_until_saved()
    entry, = app.entries()
    assert entry["prompt"]["id"] == "form-after-event" and "kind" not in entry, entry
    for sentence in entry["tag"]["sentences"]:
        assert not entry["text"][sentence["start"]:].startswith("#"), sentence
    # One that nobody answers is no entry, and after the last question Tab leaves the text.
    app.choose_item("Other New Entries", "After an _Event")
    wait_for("a new one", lambda: "rota" not in app.text())
    focus_editor(app)
    app.press("Tab", "Tab", "Tab")
    wait_for("the editor to be left", lambda: not has_focus(app.editor()))
    app.choose_item("Main Menu", "_Today")
    wait_for("the first again", lambda: "rota" in app.text())
    app.quit()
    assert len(app.entries()) == 1, app.entries()


def make_zone(seconds):
    """A time zone in which the day ends in so many seconds, and the day that begins then."""
    now = datetime.datetime.now(datetime.timezone.utc)
    east = (86400 - seconds - (now.hour * 3600 + now.minute * 60 + now.second)) % 86400
    east -= 86400 if east > 43200 else 0
    hours, rest = divmod(abs(east), 3600)
    zone = f"XXX{'-' if east > 0 else '+'}{hours:02}:{rest // 60:02}:{rest % 60:02}"
    return zone, (now + datetime.timedelta(seconds=east + seconds + 1)).date()


def test_blank_page_goes_on_to_the_new_day(app):
    zone, day = make_zone(15)
    app.start(POISE_NOW="", TZ=zone)
    wait_for("the keyboard", lambda: has_focus(app.editor()))
    # What is being typed is of the new day, too.
    add_tag(app, *"mor")
    wait_for("the new day", lambda: f"Today, {day.day} {day:%B}" in app.labels())
    app.press(*"ning", "Return")
    wait_for("the tag", lambda: app.find("push button", "Remove the Tag “morning”"))
    app.type("Written in the morning.")
    app.wait_until_saved()
    saved = json.loads((app.journal / "entries" / f"{day:%Y-%m}.json").read_text())["entries"]
    assert [(e["day"], e["tags"]) for e in saved] == [(day.isoformat(), ["morning"])], saved
    app.quit()


def test_first_page(app):
    app.start()
    wait_for("an easy question", lambda: "What happened today?" in app.labels())
    assert not any("English" in n for n in app.labels())
    wait_for("Nothing yet", lambda: "Nothing yet" in app.labels())
    # The label over the text is for the eye.
    wait_for("it as a hint", lambda: app.editor().get_attributes().get("placeholder-text") == "Write a few lines…")
    app.quit()


def test_other_language(app):
    app.start(LANGUAGE="de")
    wait_for("the word on English", lambda: any("can read the nine languages" in n for n in app.labels()))
    focus_editor(app)
    app.type(DUTCH)
    wait_for("what it says", lambda: "Poise can’t read this language yet" in app.labels())
    app.press("ctrl+Return")
    wait_for("the reasons, of nothing that was read", lambda: [
        n.get_name().endswith("Not Read") for n in choices(app)] == [True, True])
    app.press("Escape")
    wait_for("the editor's focus", lambda: has_focus(app.editor()))
    go_to_sentence(app, 0)
    app.press("ctrl+shift+m")
    wait_for("what was marked", lambda: "Management" in app.labels())
    app.quit()


def change_elsewhere(app, hour=19, **changes):
    """As another computer does, and what carries its file here."""
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    entry = next(e for e in month["entries"] if "conflict-of" not in e)
    entry.update({"modified": f"2026-11-23T{hour}:00:00+00:00", **changes})
    new = path.with_name(".new")
    new.write_text(json.dumps(month))
    new.rename(path)


def run_cli(app, *arguments):
    cli = pathlib.Path(sys.argv[1]).parents[1] / "cli" / "poise-cli"
    subprocess.run([cli, "--journal", app.journal, *arguments], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "POISE_NOW": NOW})


def test_two_texts_of_an_entry(app):
    """Nothing vanishes under “Saved”: both texts are shown, and both can stay."""
    app.start()
    app.type("Written here.")
    app.wait_until_saved()
    change_elsewhere(app, text="Written elsewhere.")
    wait_for("the banner", lambda: app.says("This entry was changed in another window or on another computer"))
    wait_for("the banner's button", lambda: app.press_all("Compare"))
    wait_for("both texts", lambda: {"Written here.", "Written elsewhere."} <= {
        read_text(n) for n in app.find_all("text")})
    wait_for("the choice", lambda: app.press_all("Both"))
    wait_for("both in the editor", lambda: app.text() == "Written elsewhere.\n\nWritten here.")
    # The other computer's clock is ahead: what was here before stays to be seen, too.
    wait_for("both on the disk", lambda: [e["text"] for e in app.entries() if "conflict-of" not in e] ==
             ["Written elsewhere.\n\nWritten here."])


def compared(app):
    return [read_text(n) for name in ("Written Here", "Written Elsewhere") for n in app.find_all("text", name)]


def test_two_texts_are_those_of_now(app):
    """A further change while the person compares is seen, and is what they choose; then they write on."""
    app.start()
    app.press("Shift_L")  # gives the window the keyboard
    app.type("Written here.")
    app.wait_until_saved()
    change_elsewhere(app, text="Written elsewhere.")
    wait_for("the banner's button", lambda: app.press_all("Compare"))
    wait_for("both texts", lambda: compared(app) == ["Written here.", "Written elsewhere."])
    change_elsewhere(app, 20, text="Written elsewhere once more.")
    wait_for("the text of now", lambda: compared(app) == ["Written here.", "Written elsewhere once more."])
    wait_for("the choice", lambda: app.press_all("Other"))
    wait_for("the focus in the text", app.is_in_text)
    assert app.text() == "Written elsewhere once more."
    app.quit()


def test_changes_elsewhere_are_said(app):
    """A screen reader hears of them, whether or not both texts are kept."""
    said = "This entry was changed in another window or on another computer"
    app.start()
    write(app)
    with hearing("object:announcement") as heard:
        change_elsewhere(app, text=TEXT + " Added on the phone.")
        wait_for("what was added", lambda: "phone" in app.text())
        wait_for("the word of it", lambda: [text for _, text, _ in heard].count(said) == 1)
        assert not app.find("push button", "Compare")
        app.type("Here. ")
        wait_for("it on the disk", lambda: any(e["text"].startswith("Here. ") for e in app.entries()))
        change_elsewhere(app, 20, text="Written elsewhere.")
        wait_for("the banner", lambda: app.find("push button", "Compare"))
        wait_for("the word of it", lambda: [text for _, text, _ in heard].count(said) == 2)


def delete_elsewhere(app):
    cli = pathlib.Path(sys.argv[1]).parents[1] / "cli" / "poise-cli"
    entry = next(e for e in app.entries() if "conflict-of" not in e)
    subprocess.run([cli, "--journal", app.journal, "delete", entry["id"]], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "POISE_NOW": NOW})


def test_two_texts_of_what_is_deleted_elsewhere(app):
    """There is nothing to choose any more."""
    app.start()
    app.press("Shift_L")  # gives the window the keyboard
    write(app)
    change_elsewhere(app, text="Written elsewhere.")
    wait_for("the banner's button", lambda: app.press_all("Compare"))
    wait_for("both texts", lambda: compared(app) == [TEXT, "Written elsewhere."])
    delete_elsewhere(app)
    wait_for("its end", lambda: not compared(app))
    wait_for("the word of it", lambda: app.says("Deleted elsewhere"))


def test_what_is_deleted_elsewhere_can_be_restored(app):
    """It is said, and does not pass by: the person may be away."""
    app.start()
    app.press("Shift_L")  # gives the window the keyboard
    write(app)
    with hearing("object:announcement") as heard:
        delete_elsewhere(app)
        wait_for("the blank page", lambda: app.text() == "")
        wait_for("the word of it", lambda: any("Deleted elsewhere" in text for _, text, _ in heard))
    assert app.entries() == []
    wait_for("its button", lambda: app.press_all("Undo"))
    wait_for("the entry", lambda: app.text() == TEXT)
    wait_for("the entry on the disk", lambda: [e["text"] for e in app.entries()] == [TEXT])
    wait_for("the word of that", lambda: app.says("Entry restored"))
    wait_for("the focus in the text", app.is_in_text)
    trash = json.loads((app.journal / "trash" / "2026-11.json").read_text())
    assert trash["entries"] == []
    app.quit()


def test_what_is_restored_is_what_was_written_last(app):
    """There, where it was deleted, and not what was seen here."""
    app.start()
    write(app)
    os.kill(app.pid, signal.SIGSTOP)
    change_elsewhere(app, text=TEXT + " Added on the phone.")
    delete_elsewhere(app)
    os.kill(app.pid, signal.SIGCONT)
    wait_for("the word of it", lambda: app.says("Deleted elsewhere"))
    wait_for("its button", lambda: app.press_all("Undo"))
    wait_for("the entry", lambda: app.text() == TEXT + " Added on the phone.")


# Keys by which an input method makes an “é”, by its number. (A dead key is none of the display's: xdotool
# adds it for a moment, and a busy program asks too late what it was.)
BEGIN, END = "ctrl+shift+u", ("e", "9", "space")


def test_words_from_elsewhere_leave_the_cursor(app):
    """What an input method is making at the cursor goes on there, too."""
    app.start(GTK_IM_MODULE="gtk-im-context-simple")
    focus_editor(app)
    app.type("One line here. Another line there.")
    app.wait_until_saved()
    app.press("ctrl+Home", *["Right"] * 8)
    wait_for("the caret", lambda: Atspi.Text.get_caret_offset(app.editor()) == 8)
    app.press(BEGIN)
    change_elsewhere(app, text="One line here. Another line there. Added on the phone.")
    wait_for("its words", lambda: "phone" in app.text())
    app.press(*END)
    wait_for("the letter at the cursor", lambda: app.text() ==
             "One lineé here. Another line there. Added on the phone.")
    app.quit()


def test_new_page_gives_way_to_nothing(app):
    """What another computer wrote meanwhile takes no page that the person began."""
    app.start()
    app.type("Written here.")
    app.wait_until_saved()
    app.press("ctrl+n")
    wait_for("the new page", lambda: app.text() == "")
    change_elsewhere(app, text="Written elsewhere.")
    app.go_to("Journal")
    wait_for("its words", lambda: any("Written elsewhere." in n for n in app.labels()))
    app.go_to("Write")
    wait_for("the page", lambda: app.text() == "")
    app.type("x")
    wait_for("both", lambda: {e["text"] for e in app.entries()} >= {"Written elsewhere.", "x"})


def write_and_hold_reads(app):
    """Returns a file: as long as it is there, the next start cannot read the entry that was written."""
    waiting = app.journal.parent / "waiting"
    app.start()
    app.type("Of the first time.")
    app.wait_until_saved()
    app.quit()
    app.wrap("env", f"LD_PRELOAD={sys.argv[2]}", f"POISE_READ_WHILE={waiting}",
             f"POISE_FAIL_UNDER={app.journal / 'entries'}")
    waiting.touch()
    return waiting


def test_what_is_typed_before_the_journal_is_read_stays_together(app):
    """The entry of the last time is not opened under the hands of who writes already."""
    waiting = write_and_hold_reads(app)
    app.start()
    app.type("second time.")
    waiting.unlink()
    app.go_to("Journal")
    wait_for("the first", lambda: any("Of the first time." in n for n in app.labels()))
    app.go_to("Write")
    app.type("Of the ")
    wait_for("both", lambda: {e["text"] for e in app.entries()} == {"Of the first time.", "Of the second time."})


def has_read(app, word):
    """Asks the search of the desktop, which waits until the journal is read."""
    return "['" in subprocess.run(
        ["gdbus", "call", "--session", "--dest", "io.github.poise_journal.Poise", "--object-path",
         "/io/github/poise_journal/Poise/SearchProvider", "--method",
         "org.gnome.Shell.SearchProvider2.GetInitialResultSet", f"['{word}']"],
        capture_output=True, text=True).stdout


def test_word_that_is_being_made_keeps_its_page(app):
    """An input method shows the beginning of a word that is not in the text yet."""
    waiting = write_and_hold_reads(app)
    subprocess.run(["gsettings", "set", "io.github.poise_journal.Poise", "search-provider", "true"], check=True)
    app.start(GTK_IM_MODULE="gtk-im-context-simple")
    wait_for("a blank page", lambda: app.text() == "" and has_focus(app.editor()))
    app.press(BEGIN)
    wait_for("nothing in the text yet", lambda: app.text() == "")
    waiting.unlink()
    wait_for("the journal", lambda: has_read(app, "first"))
    app.press(*END)
    wait_for("the letter, and nothing before it", lambda: app.text() == "é")
    app.quit()


def test_tagged_page_gives_way_to_nothing(app):
    app.start()
    wait_for("the keyboard", lambda: has_focus(app.editor()))
    add_tag(app, *"work", "Return")
    wait_for("the chip", lambda: app.find("push button", "Remove the Tag “work”"))
    run_cli(app, "add", "Written elsewhere.")
    app.go_to("Journal")
    wait_for("its words", lambda: any("Written elsewhere." in n for n in app.labels()))
    app.go_to("Write")
    wait_for("the page", lambda: app.text() == "")
    app.type("x")
    wait_for("both", lambda: {e["text"]: e.get("tags") for e in app.entries()} ==
             {"Written elsewhere.": None, "x": ["work"]})
    app.quit()


def test_the_text_that_stays_is_told_too(app):
    """An older text from elsewhere goes to the trash: the window whose text stays shows it."""
    app.start()
    app.type("Written here.")
    app.wait_until_saved()
    path = app.journal / "entries" / "2026-11.json"
    month = json.loads(path.read_text())
    month["entries"][0].update(text="Written elsewhere.", modified="2026-11-23T09:00:00+00:00")
    path.with_name("2026-11.sync-conflict-20261123-090000-ABCDEFG.json").write_text(json.dumps(month))
    wait_for("the banner", lambda: app.says("This entry was changed in another window or on another computer"))
    wait_for("the text still", lambda: app.text() == "Written here.")
    wait_for("the banner's button", lambda: app.press_all("Compare"))
    wait_for("both texts", lambda: {"Written here.", "Written elsewhere."} <= {
        read_text(n) for n in app.find_all("text")})
    wait_for("the choice", lambda: app.press_all("Both"))
    wait_for("both in the editor", lambda: app.text() == "Written here.\n\nWritten elsewhere.")
    wait_for("both on the disk", lambda: app.entries()[0]["text"] == "Written here.\n\nWritten elsewhere.")


tap.main(functools.partial(make_fresh_app, sys.argv[1]))
