#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""At home in GNOME: first run, keyboard, preferences, session.
test-gnome.py POISE, inside build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

# Settings outlive a program, and the test can look at them.
os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from poise_app import NOW, Atspi, find_focused, is_showing, make_app, make_window_manager, read_text, wait_for, walk  # noqa: E402

TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."
SCHEMA = "io.github.poise_journal.Poise"
# POISE_MODEL_N_CLASSES
N_CLASSES = 16


def get(key):
    return subprocess.run(["gsettings", "get", SCHEMA, key], capture_output=True, text=True,
                          check=True).stdout.strip()


def put(key, value):
    subprocess.run(["gsettings", "set", SCHEMA, key, value], check=True)


@contextlib.contextmanager
def make_fresh_app(program):
    shutil.rmtree(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0", ignore_errors=True)
    with make_app(program) as app:
        yield app


def find_named(app, name):
    """The control of a name, not the row around it."""
    return next((n for n in walk(app.root()) if n.get_name() == name and
                 n.get_role_name() not in ("list item", "label", "panel") and
                 n.get_action_iface() is not None and n.get_action_iface().get_n_actions() > 0), None)


def is_checked(app, name):
    """None while it is not there."""
    node = find_named(app, name)
    return node and node.get_state_set().contains(Atspi.StateType.CHECKED)


def click(app, name):
    wait_for(name, lambda: (node := find_named(app, name)) and node.get_action_iface().do_action(0))


def find_spin(app, name):
    """The row's number; the row has its name."""
    return wait_for(name, lambda: next((n for n in app.find_all("spin button") if name in n.get_name()), None))


def test_first_run_explains_itself_and_steps_aside(app):
    app.start()
    wait_for("what it is", lambda: is_showing(next(
        (n for n in app.find_all("label") if "management and leadership" in n.get_name()), None)))
    wait_for("Private by design", lambda: any("Private by design" in n for n in app.labels()))
    app.type(TEXT)
    wait_for("the card to go", lambda: not any(
        is_showing(n) for n in app.find_all("label") if "Private by design" in n.get_name()))
    app.quit()


def test_sample_opens_beside_the_journal(app):
    app.start()
    wait_for("the way to the sample", lambda: app.press_all("Look at a Sample Journal"))
    wait_for("the sample's window", lambda: app.window("Sample Journal"))
    wait_for("its text", lambda: any("Amira" in Atspi.Text.get_text(n, 0, -1)
                                     for n in app.find_all("text", "Your Reflection")))
    # It says that it is one, and where else stands whether the text is saved.
    sample = app.window("Sample Journal")
    for words in ("This is a sample journal. Nothing in it is kept.", "Sample"):
        wait_for(words, lambda: any(is_showing(n) for n in walk(sample) if n.get_name() == words))
    app.quit()
    assert not (app.journal / "entries").exists()


def test_keys(app):
    app.start()
    app.type(TEXT)
    wait_for("the tag", lambda: {"Management", "Leadership", "Balanced"} & set(app.labels()))
    app.press("alt+2")
    wait_for("the Journal page", lambda: app.is_on("Journal"))
    app.press("alt+3")
    wait_for("the Balance page", lambda: any("you wrote 1 entry" in n for n in app.labels()))
    app.press("alt+1")
    wait_for("the Write page", lambda: app.is_on("Write"))

    app.press("ctrl+Return")
    wait_for("the reasons", lambda: is_showing(app.find("label", "This entry shows")))
    wait_for("the text on the disk", lambda: [e["text"] for e in app.entries()] == [TEXT])
    app.press("Escape")
    wait_for("the reasons to go", lambda: not is_showing(app.find("label", "This entry shows")))
    # The focus is back where it was, once the window has the keyboard again.
    wait_for("the focus in the text", lambda: app.press() or app.is_in_text())
    app.press("x")
    wait_for("the key in the text", lambda: app.text() != TEXT and "x" in app.text())
    # How much one step takes back is the platform's business.
    before = app.text()
    app.press("ctrl+z")
    wait_for("an undo", lambda: app.text() != before)
    app.press("ctrl+shift+z")
    wait_for("a redo", lambda: app.text() == before)

    app.press("ctrl+plus", "ctrl+plus")
    wait_for("larger text", lambda: float(get("text-scale")) == 1.2)
    app.press("ctrl+minus")
    wait_for("smaller text", lambda: float(get("text-scale")) == 1.1)
    app.press("ctrl+0")
    wait_for("normal text", lambda: float(get("text-scale")) == 1.0)

    app.press("F10")
    wait_for("the menu", lambda: is_showing(app.find_menu_item("_Preferences")) and
             app.focused().startswith("menu item"))
    app.press("Escape")
    wait_for("the menu's end", lambda: not is_showing(app.find_menu_item("_Preferences")))

    app.press("ctrl+comma")
    app.wait_for_dialog("Preferences")
    app.press("Escape")
    wait_for("the preferences to go", lambda: not app.window("Preferences"))
    app.press("ctrl+question")
    app.wait_for_dialog("Keyboard Shortcuts")
    app.press("Escape")
    wait_for("the shortcuts to go", lambda: not app.window("Keyboard Shortcuts"))
    app.press("ctrl+q")
    assert app.process.wait(60) == 0


def test_focus_mode_shows_only_the_text(app):
    app.start()
    app.type(TEXT)
    app.press("ctrl+shift+f")
    wait_for("only the text", lambda: is_showing(app.editor()) and not any(
        is_showing(app.find("label", name)) for name in ("Today, 23", "15 words")) and
        not is_showing(find_named(app, "Main Menu")))
    wait_for("the way out", lambda: is_showing(find_named(app, "Leave Focus Mode")))
    # Nothing is between the bar and the text.
    wait_for("the text at the top", lambda: app.editor().get_extents(Atspi.CoordType.WINDOW).y < 90)
    app.press("Escape")
    wait_for("the rest", lambda: is_showing(app.find("label", "Today")))
    app.quit()


def test_every_action_has_a_shortcut_that_is_listed(app):
    app.start()
    app.act("shortcuts")
    wait_for("the window", lambda: app.window("Keyboard Shortcuts"))
    # What the main menu holds must be in the window about the keys.
    for name in ("New entry", "Finish writing", "Go to today", "Preferences", "Help",
                 "Full screen", "Focus mode: only the text", "Larger text", "Quit",
                 "Keyboard shortcuts"):
        wait_for(name, lambda words=name: words in app.labels())
    wait_for("the keys", lambda: {"Ctrl+N", "F11", "Alt+Home"} <= {n.get_name() for n in app.find_all("image")})
    app.quit()


def test_preferences_apply_at_once(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.act("preferences")
    wait_for("the window", lambda: app.window("Preferences"))

    underlines = "Underline What Sentences Show"
    wait_for("a switch that is on", lambda: is_checked(app, underlines))
    click(app, underlines)
    wait_for("no underlines", lambda: get("underlines") == "false")
    wait_for("plain text", lambda: "underline" not in str(
        Atspi.Text.get_attribute_run(app.editor(), 3, False)[0]))
    click(app, underlines)
    wait_for("underlines", lambda: get("underlines") == "true")

    search = "Find Entries from the Overview"
    # A journal is private until one says otherwise.
    wait_for("a switch that is off", lambda: is_checked(app, search) is False)
    click(app, search)
    wait_for("the search", lambda: get("search-provider") == "true")

    # The desktop's own tool and the window show the same.
    put("search-provider", "false")
    wait_for("the switch", lambda: is_checked(app, search) is False)
    for name, key, text, value in (
            ("Leadership", "target-low", "30", "0.3"), ("Management", "target-high", "25", "0.75"),
            ("Text Size", "text-scale", "150", "1.5")):
        spin = find_spin(app, name)
        assert spin.get_value_iface().set_current_value(float(text))
        wait_for(key, lambda: float(get(key)) == float(value))
        wait_for("the percents", lambda: f"{text}%" in read_text(spin))

    put("first-weekday", "sunday")
    app.go_to("Journal")
    wait_for("the week from Sunday", lambda: any("Week of 22 Nov" in n for n in app.labels()))
    put("day-start-hour", "6")
    app.quit()


def test_preferences_lead_to_the_questions(app):
    app.start()
    app.act("preferences")
    app.wait_for_dialog("Preferences")
    app.press("alt+q")  # the row's access key
    app.wait_for_dialog("Questions")
    app.press("Escape")
    wait_for("the way back", lambda: not app.window("Questions") and app.window("Preferences"))
    app.quit()


def test_folder_with_any_sign_is_shown(app):
    app.journal = app.journal.parent / "Work & <Life>"
    app.start()
    app.act("preferences")
    wait_for("the folder", lambda: any(n.endswith("/Work & <Life>") for n in app.labels()))
    app.quit()


def test_reminder_is_set(app):
    autostart = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / f"{SCHEMA}.desktop"
    app.start()
    app.act("preferences")
    wait_for("the switch", lambda: find_named(app, "Remind Me to Write"))
    assert not autostart.exists()
    click(app, "Remind Me to Write")
    wait_for("the setting", lambda: get("reminder") == "true")
    wait_for("the autostart file", autostart.exists)
    text = autostart.read_text()
    assert "poise --gapplication-service" in text
    app.tab_to("Time of the Reminder")
    app.press("ctrl+a", "7", "period", "0", "5", "Return")
    wait_for("the time", lambda: get("reminder-time") == "uint32 425")
    wait_for("how it is shown", lambda: read_text(find_spin(app, "Time of the Reminder")) == "07:05")
    click(app, "Sunday")
    wait_for("the days", lambda: "sunday" not in get("reminder-days"))
    # The morning's has a time of its own, and Poise stays for either.
    click(app, "Ask a Morning Question")
    wait_for("the setting", lambda: get("morning-question") == "true")
    app.tab_to("Time of the Morning Question")
    app.press("ctrl+a", "6", "period", "4", "5", "Return")
    wait_for("the time", lambda: get("morning-time") == "uint32 405")
    click(app, "Remind Me to Write")
    wait_for("the setting", lambda: get("reminder") == "false")
    assert autostart.exists()
    click(app, "Ask a Morning Question")
    wait_for("the autostart file to go", lambda: not autostart.exists())
    app.quit()


def test_another_folder_is_opened_at_once(app):
    # The folder dialog is the platform's; the way back to the usual folder goes the same way.
    usual = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "poise" / "journal"
    other = app.journal.parent / "other"
    put("journal-folder", f"'{other}'")
    app.start(journal=None)
    app.type(TEXT)
    app.wait_until_saved()
    assert TEXT in (other / "entries" / "2026-11.json").read_text() and not usual.exists()
    app.act("preferences")
    wait_for("its name", lambda: str(other) in app.labels())
    wait_for("the way back", lambda: app.press_all("Use the Usual Folder"))
    wait_for("the usual name", lambda: str(usual) in app.labels())
    wait_for("the entries to have come along", lambda: TEXT in (
        usual / "entries" / "2026-11.json").read_text())
    wait_for("the setting", lambda: get("journal-folder") == f"'{usual}'")
    app.quit()
    shutil.rmtree(usual)


def make_month(path, number, text, **members):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": "poise-month", "version": 1, "month": "2026-11", "entries": [{
        "id": f"018f3c1e-7b2a-7c44-9d0e-00000000000{number}", "day": "2026-11-20", "text": text,
        "created": "2026-11-20T18:00:00Z", "modified": "2026-11-20T18:00:00Z", **members}]}))


def test_trash_is_of_the_open_folder(app):
    usual = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "poise" / "journal"
    other = app.journal.parent / "other"
    for number, folder, text in ((1, usual, "Deleted there."), (3, other, "Deleted here.")):
        make_month(folder / "trash" / "2026-11.json", number, text, deleted="2026-11-23T12:00:00Z")
        make_month(folder / "entries" / "2026-11.json", number + 1, TEXT)
        (folder / "journal.json").write_text('{"format": "poise-journal", "version": 1}')
    put("journal-folder", f"'{other}'")
    app.start("--page=journal", journal=None)
    app.choose_item("Journal Menu", "_Trash")
    wait_for("the trash", lambda: "Deleted here." in app.labels())
    app.act("preferences")
    wait_for("the way back", lambda: app.press_all("Use the Usual Folder"))
    wait_for("the other trash", lambda: "Deleted there." in app.labels())
    wait_for("the first to go", lambda: not any(is_showing(n) for n in app.find_all("label", "Deleted here.")))
    app.quit()
    shutil.rmtree(usual)


def read_learned(app):
    """What each computer's part holds; the file of an older Poise has no parts."""
    return json.loads((app.journal / "learned.json").read_text()).get("parts", [{"corrections": 1, "words": []}])


def test_learned_can_be_seen_and_forgotten(app):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    modes = {"none": 0, "management": 0, "leadership": 1}
    (app.journal / "learned.json").write_text(json.dumps({
        "format": "poise-learned", "version": 2, "corrections": 1,
        "classes": [modes] * N_CLASSES, "words": [{"words": "rota", "seen": 1, **modes}]}))
    path.write_text(json.dumps({
        "format": "poise-month", "version": 1, "month": "2026-11", "entries": [{
            "id": "018f3c1e-7b2a-7c44-9d0e-5a1b2c3d4e5f", "day": "2026-11-20",
            "created": "2026-11-20T18:00:00+00:00", "modified": "2026-11-20T18:00:00+00:00",
            "text": "Wrote the rota.", "tag": {
                "mode": "leadership", "share": 1.0, "confidence": 1.0, "by": "tagger",
                "model": "en-1", "sentences": [{
                    "start": 0, "end": 15, "mode": "leadership", "facet": "people",
                    "confidence": 1.0, "by": "person"}]}}]}))
    app.start()
    app.act("preferences")
    wait_for("the count", lambda: any("From 1 correction" in n for n in app.labels()))
    app.tab_to("What Poise Learned from You")
    app.press("Return")
    wait_for("what was corrected", lambda: app.says("“Wrote the rota.”") and
             app.says("You said: Leadership"))
    wait_for("what stays", lambda: any("stay as you corrected them" in n.get_description()
                                       for n in app.find_all("push button", "Forget") if n.get_name() == "Forget"))
    wait_for("its button", lambda: app.press_named("Forget"))
    wait_for("nothing learned", lambda: any("Nothing yet." in n for n in app.labels()))
    wait_for("the file", lambda: sum(part["corrections"] for part in read_learned(app)) == 0)
    wait_for("the way back", lambda: app.press_all("Undo"))
    wait_for("the count again", lambda: any("From 1 correction" in n for n in app.labels()))
    wait_for("the file again", lambda: any(part["words"] for part in read_learned(app)))
    # One sentence for itself: the tagger decides again.
    wait_for("its button", lambda: app.press_named("Forget “Wrote the rota.”"))
    wait_for("the tagger's word", lambda: [
        s["by"] for s in app.entries()[0].get("tag", {}).get("sentences", [])] == ["tagger"])
    wait_for("the row to go", lambda: not app.says("You said: Leadership"))
    app.quit()


def test_preferences_are_found_by_what_they_are_about(app):
    with make_window_manager():
        app.start()
        app.act("preferences")
        app.wait_for_dialog("Preferences")
        for words, found in (("target", ("Management", "Leadership")), ("dark", ("Appearance: System, Light or Dark",))):
            app.press("ctrl+f", "ctrl+a", *words)
            wait_for(f"what is found by {words}", lambda names=found: all(any(
                n.get_name() == name and is_showing(n) for n in app.find_all("label")) for name in names) and
                not any(n.get_name() == "Remind Me to Write" and is_showing(n) for n in app.find_all("label")))
        app.quit()


def test_one_forgets_on_by_keyboard(app):
    path = app.journal / "entries" / "2026-11.json"
    path.parent.mkdir(parents=True)
    texts = ("Asked Ana.", "Wrote the rota.", "Asked Joel.")
    path.write_text(json.dumps({
        "format": "poise-month", "version": 1, "month": "2026-11", "entries": [{
            "id": f"018f3c1e-7b2a-7c44-9d0e-00000000000{n}", "day": f"2026-11-2{n}",
            "created": f"2026-11-2{n}T18:00:00+00:00", "modified": f"2026-11-2{n}T18:00:00+00:00",
            "text": text, "tag": {
                "mode": "leadership", "share": 1.0, "confidence": 1.0, "by": "tagger", "model": "en-1",
                "sentences": [{"start": 0, "end": len(text), "mode": "leadership", "facet": "people",
                               "confidence": 1.0, "by": "person"}]}} for n, text in enumerate(texts)]}))
    with make_window_manager():
        app.start()
        app.act("preferences")
        app.tab_to("What Poise Learned from You")
        app.press("Return")
        app.tab_to("Forget “Wrote the rota.”")
        for name in ("Forget “Asked Ana.”", "Forget “Asked Joel.”"):
            app.press("space")
            wait_for(f"the focus on {name}", lambda left=name: left in app.focused().split(" in ")[0])
        wait_for("the other to go", lambda: not app.find("push button", "Forget “Asked Ana.”"))
        app.press("ctrl+z")
        wait_for("it to be back", lambda: app.find("push button", "Forget “Asked Ana.”"))
        app.quit()


def test_comes_back_to_page_and_entry(app):
    app.start()
    app.type("The first.")
    app.wait_until_saved()
    app.press("ctrl+n")
    wait_for("a blank page", lambda: app.text() == "")
    app.type("The second.")
    app.wait_until_saved()
    app.press("alt+Page_Up", "alt+2")
    wait_for("the Journal page", lambda: app.is_on("Journal"))
    app.quit()
    app.start()
    wait_for("the Journal page", lambda: app.is_on("Journal"))
    app.quit()
    # Of two entries of one moment one opens by itself; the other is what was open.
    put("last-page", "write")
    put("last-day", "2026-11-22")
    app.start()
    wait_for("one of them", lambda: app.text() in ("The first.", "The second."))
    usual = app.text()
    app.quit()
    other = next(e for e in app.entries() if e["text"] != usual)
    put("last-entry", f"'{other['id']}'")
    put("last-day", "2026-11-23")
    app.start()
    wait_for("the entry that was open", lambda: app.text() == other["text"])
    app.quit()
    # Another day begins on its own page.
    put("last-entry", f"'{other['id']}'")
    put("last-page", "balance")
    put("last-day", "2026-11-22")
    app.start()
    wait_for("what opens by itself", lambda: app.text() == usual and app.is_on("Write"))
    app.quit()


def test_command_line(app):
    run = functools.partial(subprocess.run, capture_output=True, text=True)
    assert run([app.program, "--version"]).stdout.startswith("poise 0.")
    wrong = run([app.program, "--page=nowhere"])
    assert wrong.returncode == 2 and "nowhere" in wrong.stderr, wrong
    app.start("--page=balance")
    wait_for("the Balance page", lambda: app.is_on("Balance"))
    # A second start only tells the first, and ends.
    environment = {**os.environ, "POISE_JOURNAL": str(app.journal)}
    assert run([app.program, "--page=write"], env=environment, timeout=60).returncode == 0
    wait_for("the Write page", lambda: app.is_on("Write"))
    app.type(TEXT)
    app.wait_until_saved()
    assert run([app.program, "--new"], env=environment, timeout=60).returncode == 0
    wait_for("a blank page", lambda: app.text() == "")
    app.quit()


def test_started_by_the_bus(app):
    services = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "dbus-1" / "services"
    services.mkdir(parents=True, exist_ok=True)
    # The bus's own environment is that of the session, which knows nothing of a test's.
    (services / f"{SCHEMA}.service").write_text(
        f"[D-BUS Service]\nName={SCHEMA}\nExec=/usr/bin/env POISE_JOURNAL={app.journal} "
        f"POISE_NOW={NOW} GTK_A11Y=atspi {os.path.abspath(app.program)} --gapplication-service\n")
    call = ["gdbus", "call", "--session", "--dest"]
    wait_for("the accessibility bus", lambda: Atspi.get_desktop(0))
    subprocess.run([*call, "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus",
                    "--method", "org.freedesktop.DBus.ReloadConfig"], check=True,
                   capture_output=True)
    # What the desktop does for the “New Entry” of its menu.
    subprocess.run([*call, SCHEMA, "--object-path", "/" + SCHEMA.replace(".", "/"), "--method",
                    "org.freedesktop.Application.ActivateAction", "new-entry", "[]", "{}"],
                   check=True, capture_output=True)
    pid = int(re.search(r"uint32 (\d+)", subprocess.run(
        [*call, "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus", "--method",
         "org.freedesktop.DBus.GetConnectionUnixProcessID", SCHEMA], check=True,
        capture_output=True, text=True).stdout)[1])
    app.adopt(pid)
    wait_for("the editor", lambda: is_showing(app.editor()))
    app.act("quit")
    wait_for("it to end", lambda: not pathlib.Path(f"/proc/{pid}").exists())
    (services / f"{SCHEMA}.service").unlink()


def test_help_opens(app):
    seen = app.journal.parent / "seen"
    applications = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
    applications.mkdir(parents=True, exist_ok=True)
    (applications / "browser.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Browser\nMimeType=text/html;application/xhtml+xml;\n"
        f"Exec=sh -c 'echo \"$0\" >{seen}' %u\n")
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    config.mkdir(exist_ok=True)
    (config / "mimeapps.list").write_text("[Default Applications]\n"
                                        "text/html=browser.desktop\n"
                                        "application/xhtml+xml=browser.desktop\n")
    # In one's language, a country's or not; where there is no such guide, in English.
    for language, page in (("de_AT", "guide.de.html"), ("pt_BR", "guide.pt_BR.html"),
                           ("pt_PT", "guide.html")):
        app.start(LANGUAGE=language)
        app.press("F1")
        wait_for(f"the browser with {page}", lambda: seen.exists() and
                 seen.read_text().strip().endswith("/help/" + page))
        app.quit()


def test_help_that_nothing_opens_says_where_it_is(app):
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    config.mkdir(exist_ok=True)
    (config / "mimeapps.list").write_text("")
    # All that a desktop has but programs.
    share = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "without-programs"
    share.mkdir(parents=True, exist_ok=True)
    for name in ("glib-2.0", "icons", "mime", "themes"):
        (share / name).symlink_to(f"/usr/share/{name}")
    app.start(XDG_DATA_DIRS=str(share))
    app.press("F1")
    wait_for("the file's name", lambda: any("guide.html" in n for n in app.labels()))
    app.quit()


def test_about_says_what_is_new(app):
    app.start()
    app.act("about")
    # A label in an older libadwaita, a row in a newer one.
    wait_for("what is new", lambda: any("What’s New" in n.get_name() or "What's New" in n.get_name()
                                        for n in walk(app.root())))
    wait_for("the keyboard", lambda: find_focused(app.find("dialog")))
    wait_for("who made it", lambda: any("Credits" in n.get_name() for n in walk(app.root())))
    assert not any("management or on leadership" in n for n in app.labels()), "neither is set against the other"
    app.press("alt+l")  # the page about licences
    wait_for("whose work is in it", lambda: all(
        app.says(name) for name in ("libsodium", "libstemmer", "libyaml", "WordNet 3.0")))
    wait_for("WordNet's notice", lambda: any("Title to copyright in this software" in n for n in app.labels()))
    app.quit()


tap.main(functools.partial(make_fresh_app, sys.argv[1]))
