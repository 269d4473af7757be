#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal that is locked: what is asked, and what nobody sees. test-lock.py POISE, inside
build-aux/headless."""

import contextlib
import functools
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import zlib

os.environ["GSETTINGS_BACKEND"] = "keyfile"
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402
from lock_app import (OTHER, PASSPHRASE, SCHEMA, TEXT, WORD, activate, can_act, fill, find_readable,  # noqa: E402
                      find_row, has_focus, is_anywhere, is_sensitive, lock_for_the_first_time, make_fresh_app,
                      make_locked, open_preferences, press, press_now, read_key, run_cli, run_locker, start_locked, start_unlocked, take_keyboard,
                      type_twice, unlock, wait_until_locked, wait_until_locked_elsewhere)
from poise_app import (Atspi, find_focused, is_showing, make_narrow, make_text_large,  # noqa: E402
                       make_window_manager, read_text, resize, wait_for, walk)
from print_dialog import choose_printer, is_on_screen, press_print_button, preview  # noqa: E402

FAIL_AT = sys.argv[2]


def test_locked_journal_asks_before_it_shows(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    lock_for_the_first_time(app)
    assert not find_readable(app, WORD) and not find_readable(app, "Amira")
    wait_for("the text, which stays open", lambda: TEXT in (app.text() or ""))
    app.quit()
    app.start()
    wait_until_locked(app)
    assert not is_anywhere(app, WORD)
    wait_for("its tab to go", lambda: app.tab("Journal") is None)
    # None of the keys that show a page does.
    take_row(app)
    app.press("alt+2", "ctrl+n", "ctrl+f", "ctrl+comma", "x")
    wait_for("the last key", lambda: is_unlock_offered(app) and app.is_locked())
    assert not app.window("Preferences") and app.editor() is None
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()
    assert not find_readable(app, WORD)


def take_row(app):
    """For keys that are meant for the passphrase's row."""
    app.press("Shift_L")
    wait_for("the row's focus", lambda: has_focus(find_row(app, "Passphrase")))


def is_unlock_offered(app):
    """Whether something was typed."""
    return is_sensitive(next((n for n in walk(app.root()) if n.get_name() == "Unlock" and is_showing(n)), None))


def test_typed_passphrase_is_not_read(app):
    """A screen reader, and whatever else listens there, is told of dots."""
    start_locked(app)
    take_row(app)
    app.press(*"qzjx")
    wait_for("what is typed", lambda: is_unlock_offered(app))
    # Which dot GTK draws is a matter of the font.
    wait_for("what is read", lambda: (row := find_row(app, "Passphrase")) and
             read_text(row) in ("•" * 4, "●" * 4))
    assert not is_anywhere(app, "qzjx")
    app.quit()


def test_a_turned_window_keeps_what_is_typed(app):
    start_locked(app)
    take_row(app)

    def count():
        return len(read_text(find_row(app, "Passphrase")))

    for n, (key, width, height) in enumerate((("a", 640, 360), ("p", 360, 720), ("r", 900, 700)), 1):
        app.press(key)
        wait_for("the letter", lambda n=n: count() == n)
        resize(width, height)
        wait_for("the new layout", lambda: (frame := app.find("frame")) and
                 frame.get_extents(Atspi.CoordType.WINDOW).width == width)
        wait_for("the row's focus", lambda: has_focus(find_row(app, "Passphrase")))
    app.press("i")
    wait_for("all letters", lambda: count() == 4)
    app.quit()


def test_wrong_passphrase_has_to_wait(app):
    start_locked(app)
    fill(app, "Passphrase", "something else")
    press(app, "Unlock")
    wait_for("a clear word", lambda: is_anywhere(app, "That is not this journal’s passphrase.") and app.is_locked())
    assert not is_anywhere(app, WORD)
    # The button is pressed as soon as it can be. A pause that is over before it is seen is followed by a
    # longer one; the first was of 1 second.
    press(app, "Unlock")
    wait_for("a longer pause", lambda: is_anywhere(app, " seconds.") or press_now(app, "Unlock") and False)
    # Who turns to the recovery key meanwhile is not told of the passphrase.
    press(app, "Use the Recovery Key")
    wait_for("the word to go", lambda: not is_anywhere(app, "That is not this journal’s passphrase."))
    press(app, "Use the Passphrase")
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_ctrl_l_keeps_what_is_being_written(app):
    start_unlocked(app)
    take_keyboard(app)
    app.press("ctrl+Home", *["Right"] * 5, "z")
    changed = TEXT[:5] + "z" + TEXT[5:]
    wait_for("the key in the text", lambda: app.text() == changed)
    app.press("ctrl+l")
    wait_until_locked(app)
    assert not is_anywhere(app, WORD)
    unlock(app)
    wait_for("the text", lambda: app.text() == changed)
    wait_for("the cursor", lambda: has_focus(app.editor()) and Atspi.Text.get_caret_offset(app.editor()) == 6)
    app.press("q")
    wait_for("the key at the cursor", lambda: app.text() == TEXT[:5] + "zq" + TEXT[5:])
    app.quit()
    assert not find_readable(app, WORD)


def test_locking_closes_dialogs_and_returns_to_the_page(app):
    start_unlocked(app)
    app.go_to("Journal")
    wait_for("the list", lambda: is_listed(app))
    open_preferences(app)
    app.act("lock")
    wait_until_locked(app)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("the Journal page", lambda: not app.is_locked() and is_listed(app))
    app.quit()


def is_listed(app):
    """Whether the Journal page, which is shown, has the entry."""
    return any(is_showing(n) and WORD in n.get_name() for n in app.find_all("label"))


def count_windows(app):
    return app.root().get_child_count()


def test_locking_closes_the_file_chooser(app):
    """Whoever comes then could export the whole journal with it."""
    start_unlocked(app)
    app.act_on_window("export")
    press(app, "Export…")
    # One that still reads its folder GTK does not close without a complaint.
    wait_for("the chooser", lambda: any(read_text(n).startswith("Journal.") for n in find_focused(app.root())))
    # Below the row of its columns' names.
    wait_for("the files of its folder", lambda: len(app.find_all("table row")) > 1)
    app.act("lock")
    wait_until_locked(app)
    wait_for("the chooser to go", lambda: count_windows(app) == 1)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_locking_closes_the_print_dialog(app):
    """Its preview shows what is printed."""
    with make_window_manager():
        start_unlocked(app)
        app.go_to("Balance")
        wait_for("the balance", lambda: app.find("push button", "Review…"))
        app.press("ctrl+p")
        wait_for("the print dialog", lambda: app.window("Print"))
        app.act("lock")
        wait_until_locked(app)
        wait_for("the dialog to go", lambda: not app.window("Print") and count_windows(app) == 1)
        fill(app, "Passphrase", PASSPHRASE)
        press(app, "Unlock")
        wait_for("the Balance page", lambda: not app.is_locked() and app.find("push button", "Review…"))
        app.quit()


def test_locking_stops_an_import(app):
    """What came in goes again, and none of it was ever readable."""
    waiting, source, state = (app.journal.parent / name for name in ("waiting", "old.txt", "state"))
    source.write_text("".join(f"[{year}-05-05 10:00] Asked the team about the {WORD}.\n\n"
                              for year in range(2000, 2020)))
    app.wrap("env", f"XDG_STATE_HOME={state}", f"LD_PRELOAD={FAIL_AT}", "POISE_WAIT_AT=1",
             f"POISE_WAIT_WHILE={waiting}", f"POISE_FAIL_UNDER={app.journal / 'entries'}")
    start_unlocked(app)
    waiting.touch()
    app.act_on_window("import-file", "jrnl", source)
    press(app, "Import")
    wait_for("the import to begin", lambda: list(state.rglob("rollback.json")))
    app.act("lock")
    wait_for("the passphrase page", app.is_locked)
    waiting.unlink()
    wait_until_locked(app)
    assert not find_readable(app, WORD)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    # It passes by.
    wait_for("a word about it", lambda: "The import was stopped" in app.labels())
    wait_for("the text", lambda: app.text() == TEXT)
    assert len(list((app.journal / "entries").glob("*.json"))) == 1
    app.quit()
    assert not find_readable(app, WORD)


def test_locking_stops_a_reading(app):
    """The journal is let go of, however long the source's disk takes, and a word about it is said once it is seen."""
    waiting, source = app.journal.parent / "waiting", app.journal.parent / "source" / "old.txt"
    source.parent.mkdir()
    source.write_text("[2000-05-05 10:00] Asked the team.\n")
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_READ_WHILE={waiting}", f"POISE_FAIL_UNDER={source.parent}")
    start_unlocked(app)
    take_keyboard(app)
    app.press("ctrl+End", "z")
    wait_for("the key", lambda: app.text() == TEXT + "z")
    app.wait_until_saved()
    waiting.touch()
    app.act_on_window("import-file", "jrnl", source)
    wait_for("the reading", lambda: is_anywhere(app, "Reading…"))
    app.act("lock")
    wait_until_locked(app)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    # It passes by.
    wait_for("a word about it", lambda: "The import was stopped" in app.labels())
    wait_for("the text", lambda: app.text() == TEXT + "z")
    # What was typed was let go of with the journal, and is not to be taken back.
    take_keyboard(app)
    app.press("ctrl+z", "q")
    wait_for("the next key", lambda: app.text() == TEXT + "zq")
    app.wait_until_saved()
    assert waiting.exists()
    app.quit()


def test_locking_waits_for_the_move_to_another_folder(app):
    """All of it gets there, and is what opens from then on."""
    usual, waiting = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "poise" / "journal", app.journal.parent / "waiting"
    make_locked(app)
    subprocess.run(["gsettings", "set", SCHEMA, "journal-folder", f"'{app.journal}'"], check=True)
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", "POISE_WAIT_AT=1", f"POISE_WAIT_WHILE={waiting}",
             f"POISE_FAIL_UNDER={usual / 'entries'}")
    app.start(journal=None)
    wait_until_locked(app)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    waiting.touch()
    open_preferences(app)
    wait_for("the way back", lambda: app.press_all("Use the Usual Folder"))
    wait_for("the move to begin", usual.exists)
    app.act("lock")
    wait_for("the passphrase page", app.is_locked)
    waiting.unlink()
    wait_until_locked(app)
    unlock(app)
    wait_for("the move to end", lambda: (usual / "entries").exists() and not list(usual.glob(".copying-*")))
    wait_for("the text", lambda: app.text() == TEXT)
    take_keyboard(app)
    app.press("ctrl+Home", "z")
    wait_for("the key", lambda: app.text() == "z" + TEXT)
    app.wait_until_saved()
    app.quit()
    assert "zAsked Amira" in run_cli(usual, PASSPHRASE, "list")
    assert not [p for p in usual.rglob("*") if p.is_file() and WORD.encode() in p.read_bytes()]
    shutil.rmtree(usual)


def test_repairing_is_told_once(app):
    """However often the journal was unlocked."""
    start_unlocked(app)
    for _ in range(2):
        app.press("ctrl+l")
        wait_until_locked(app)
        unlock(app)
        wait_for("the text", lambda: app.text() == TEXT)
    there = copy_to_other_computer(app)
    run_cli(there, PASSPHRASE, "add", "Of the other computer.")
    damaged = app.journal / "entries" / "2025-01.json"
    damaged.write_text('{"format": "poise", broken')
    wait_for("the button", lambda: app.press_all("Repair"))

    def find_toast(but=None):
        """The path and the words of another one."""
        return next(((n.path, name) for n in app.find_all("label") if n.path != but and (name := n.get_name()) in
                     ("Repaired", "Merged 1 copy that a sync tool left") and is_showing(n)), None)
    path, words = wait_for("the word", find_toast)
    assert words == "Repaired"
    # What is to be said next comes next.
    copy = app.journal / "entries" / "2026-11 (conflicted copy).json"
    shutil.copy(there / "entries" / "2026-11.json", copy)
    wait_for("the copy to be merged", lambda: not copy.exists())
    _, words = wait_for("the next word", lambda: find_toast(path))
    assert words.startswith("Merged")
    app.quit()


def test_locking_keeps_the_review_that_is_written(app):
    start_unlocked(app)
    app.go_to("Balance")
    press(app, "Review…")
    app.press()
    app.wait_for_dialog("Review")
    app.tab_to("What moved")
    subprocess.run(["xdotool", "type", "Amira leads."], check=True)
    wait_for("the answer", lambda: app.says("Amira leads."))
    app.act("lock")
    wait_until_locked(app)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("the Balance page", lambda: not app.is_locked() and app.tab("Balance"))
    press(app, "Review…")
    wait_for("what was kept", lambda: is_anywhere(app, "Kept Reviews") and
             any(n.startswith("Review: ") for n in app.labels()))
    app.quit()
    assert not find_readable(app, "Amira")


def test_recovery_key_opens(app):
    key = start_locked(app)
    press(app, "Use the Recovery Key")
    fill(app, "Recovery Key", key.lower().replace("-", " "))
    press(app, "Unlock")
    wait_for("the text", lambda: not app.is_locked() and app.text() == TEXT)
    app.quit()


def test_nothing_is_kept_in_the_clipboard(app):
    start_unlocked(app)
    take_keyboard(app)
    app.press("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
    wait_for("the copy", lambda: app.text() == 2 * TEXT)
    app.act("lock")
    wait_until_locked(app)
    unlock(app)
    wait_for("the place of before", lambda: app.text() == 2 * TEXT and has_focus(app.editor()))
    app.press("ctrl+n", "ctrl+v", "x")
    wait_for("a key, and nothing before it", lambda: app.text() == "x")
    app.quit()


def test_new_entry_is_begun_before_the_journal_is_read(app):
    """What is typed stays in it, and not in what was open before."""
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_READ_WHILE={waiting}",
             f"POISE_FAIL_UNDER={app.journal / 'entries'}")
    start_unlocked(app)
    app.act("lock")
    wait_until_locked(app)
    waiting.touch()
    unlock(app)
    wait_for("a blank page", lambda: app.text() == "" and has_focus(app.editor()))
    app.press("ctrl+n")
    waiting.unlink()
    app.go_to("Journal")
    wait_for("what was read", lambda: is_anywhere(app, WORD))
    app.go_to("Write")
    wait_for("the page", lambda: app.text() is not None)
    app.type("x")
    wait_for("a key, and nothing before it", lambda: app.text() == "x")
    app.quit()


def test_morning_question_takes_no_page(app):
    """It was asked for before, and is asked only where nobody writes yet."""
    waiting = app.journal.parent / "waiting"
    app.wrap("env", f"LD_PRELOAD={FAIL_AT}", f"POISE_READ_WHILE={waiting}",
             f"POISE_FAIL_UNDER={app.journal / 'entries'}")
    subprocess.run(["gsettings", "set", SCHEMA, "morning-question", "true"], check=True)
    start_unlocked(app)
    app.act("lock")
    wait_until_locked(app)
    app.act("morning-question")
    waiting.touch()
    unlock(app)
    wait_for("a blank page", lambda: app.text() == "" and has_focus(app.editor()))
    # After that key, by the keyboard, too.
    app.press("ctrl+n")
    subprocess.run(["xdotool", "type", "Meeting with "], check=True)
    wait_for("the words", lambda: app.text() == "Meeting with ")
    waiting.unlink()
    app.go_to("Journal")
    wait_for("what was read", lambda: is_anywhere(app, WORD))
    app.go_to("Write")
    # It goes on without a window, to ask the question.
    wait_for("the page", lambda: app.text() == "Meeting with ")


def test_passphrase_is_changed(app):
    key = start_unlocked(app)
    open_preferences(app)
    app.press("alt+p")  # the row’s access key
    fill(app, "Current Passphrase or Recovery Key", "something else")
    type_twice(app, OTHER)
    press(app, "Change Passphrase")
    wait_for("a clear word", lambda: is_anywhere(app, "neither this journal’s passphrase nor its recovery key"))
    fill(app, "Current Passphrase or Recovery Key", PASSPHRASE)
    press(app, "Make a New Recovery Key, Too")
    press(app, "Change Passphrase")
    new_key = read_key(app)
    assert new_key != key
    press(app, "I Keep the Key in a Safe Place")
    press(app, "Go On")
    wait_for("the end", lambda: is_showing(app.find("label", "The Passphrase Is Changed")))
    press(app, "Done")
    app.act("lock")
    wait_until_locked(app)
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("no way in by the old one", lambda: is_anywhere(app, "That is not this journal’s passphrase. It was "
                                                                  "last changed on 23 November 2026."))
    unlock(app, OTHER)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_new_recovery_key_counts_once_it_was_kept(app):
    """Where a lock comes before that, the old key and the old passphrase open the journal."""
    key = start_unlocked(app)
    open_preferences(app)
    app.press("alt+p")
    fill(app, "Current Passphrase or Recovery Key", PASSPHRASE)
    type_twice(app, OTHER)
    press(app, "Make a New Recovery Key, Too")
    press(app, "Change Passphrase")
    assert read_key(app) != key
    app.act("lock")
    wait_until_locked(app)
    press(app, "Use the Recovery Key")
    fill(app, "Recovery Key", key)
    press(app, "Unlock")
    wait_for("the text", lambda: not app.is_locked() and app.text() == TEXT)
    app.act("lock")
    wait_until_locked(app)
    unlock(app)
    wait_for("the text again", lambda: app.text() == TEXT)
    app.quit()


def test_journal_is_unlocked_for_good(app):
    key = start_unlocked(app)
    open_preferences(app)
    app.press("alt+g")  # the row’s access key
    # Who has forgotten the passphrase has the key.
    fill(app, "Current Passphrase or Recovery Key", key)
    press(app, "Unlock for Good")
    wait_for("the end", lambda: is_showing(app.find("label", "The Journal Is No Longer Locked")))
    press(app, "Done")
    assert find_readable(app, WORD)
    app.act("lock")  # does nothing
    app.quit()
    app.start()
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_another_program_locks_the_open_journal(app):
    """As another computer does, whose files a sync tool brings."""
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    take_keyboard(app)
    app.press("ctrl+Home")
    # What is typed comes to the program together with the news.
    os.kill(app.pid, signal.SIGSTOP)
    run_locker(app.journal, "lock", PASSPHRASE)
    subprocess.run(["xdotool", "key", "z"], check=True)
    os.kill(app.pid, signal.SIGCONT)
    wait_until_locked_elsewhere(app)
    wait_for("why", lambda: is_anywhere(app, "It was locked on another computer, or by another program."))
    wait_for("the last word to go", lambda: not is_anywhere(app, WORD))
    fill(app, "Passphrase", PASSPHRASE)
    press(app, "Unlock")
    wait_for("what was written", lambda: not app.is_locked() and app.text() == "z" + TEXT)
    app.wait_until_saved()
    app.quit()
    assert not find_readable(app, WORD)


def copy_to_other_computer(app):
    there = app.journal.parent / "there"
    shutil.copytree(app.journal, there)
    return there


def bring_back(app, there):
    """As a sync tool does."""
    shutil.copytree(there, app.journal, dirs_exist_ok=True)


def test_lock_that_was_taken_off_elsewhere_is_told(app):
    """It asks once more, since a file alone can say so, says why, and asks no more."""
    make_locked(app)
    there = copy_to_other_computer(app)
    run_locker(there, "unlock", PASSPHRASE)
    bring_back(app, there)
    app.start()
    wait_until_locked(app)
    wait_for("why it asks", lambda: is_anywhere(app, "Type the passphrase once more to confirm that."))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()
    app.start()
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_open_journal_is_told_that_its_lock_was_taken_off(app):
    start_unlocked(app)
    there = copy_to_other_computer(app)
    run_locker(there, "unlock", PASSPHRASE)
    bring_back(app, there)
    wait_for("a word about it", lambda: is_anywhere(app, "This journal is no longer locked"))
    press(app, "Got It")
    wait_for("the word to go", lambda: not any(
        is_showing(n) and "no longer locked" in n.get_name() for n in app.find_all("label")))
    app.act("lock")  # does nothing
    take_keyboard(app)
    app.press("ctrl+End", "z")
    wait_for("the key", lambda: app.text() == TEXT + "z")
    app.wait_until_saved()
    app.quit()
    assert find_readable(app, WORD)


def find_top(app):
    """Of the row that the passphrase is typed into."""
    row = find_row(app, "Passphrase")
    return row.get_component_iface().get_extents(Atspi.CoordType.WINDOW).y if row else None


def test_passphrase_changed_elsewhere_is_told(app):
    start_unlocked(app)
    there = copy_to_other_computer(app)
    run_locker(there, "change", PASSPHRASE, OTHER)
    bring_back(app, there)
    wait_for("a word about it", lambda: is_anywhere(app, "Only the new one opens the journal from now on."))
    app.press("ctrl+l")
    wait_until_locked(app)
    tops = [None]
    # Once it stays.
    wait_for("a place", lambda: (tops.append(find_top(app)), tops[-1] and tops[-1] == tops[-2])[1])
    unlock(app, OTHER)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()
    # Changed while the journal was not open here.
    run_locker(there, "change", OTHER, PASSPHRASE)
    bring_back(app, there)
    app.start()
    wait_until_locked(app)
    wait_for("which one it asks for", lambda: is_anywhere(app, "was changed on another computer. Type the new one."))
    # That is known after the page is there, and the row stays where it was.
    wait_for("the row in its place", lambda: find_top(app) == tops[-1])
    wait_for("its focus", lambda: has_focus(find_row(app, "Passphrase")))
    fill(app, "Passphrase", OTHER)
    press(app, "Unlock")
    wait_for("a word about it", lambda: is_anywhere(app, "This was the passphrase until it was changed, last on"))
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    app.quit()


def test_what_another_computer_locked_is_opened_once(app):
    app.start()
    app.type(TEXT)
    app.wait_until_saved()
    app.quit()
    there = app.journal.parent / "there"
    shutil.copytree(app.journal, there)
    run_locker(app.journal, "lock", PASSPHRASE)
    run_locker(there, "lock", OTHER)
    run_cli(there, OTHER, "add", "Of the other computer.")
    # As a sync tool joins the two.
    shutil.copy(there / "keys.json", app.journal / "keys (conflicted copy).json")
    for month in (there / "entries").glob("*.json"):
        shutil.copy(month, app.journal / "entries" / f"{month.stem} (conflicted copy).json")
    app.start()
    wait_until_locked(app)
    unlock(app)
    wait_for("the text", lambda: app.text() == TEXT)
    wait_for("what is locked by name", lambda: is_anywhere(app, "is locked by another key"))
    press(app, "Unlock…")
    fill(app, "The Other Passphrase or Recovery Key", "something else")
    press(app, "Unlock")
    wait_for("a clear word", lambda: is_anywhere(app, "That opens nothing of the journal"))
    fill(app, "The Other Passphrase or Recovery Key", OTHER)
    press(app, "Unlock")
    wait_for("the end", lambda: is_showing(app.find("label", "All of the Journal Is Open")))
    press(app, "Done")
    wait_for("the banner to go", lambda: not any(
        is_showing(n) and "another key" in n.get_name() for n in app.find_all("label")))
    app.go_to("Journal")
    wait_for("the other entry", lambda: is_anywhere(app, "Of the other computer."))
    app.quit()
    for passphrase in (PASSPHRASE, OTHER):
        assert "Of the other computer." in run_cli(app.journal, passphrase, "list")


def test_locked_program_has_let_go_of_the_journal(app):
    said = app.journal.parent / "said"
    app.wrap("env", "G_MESSAGES_DEBUG=Poise-Storage", "sh", "-c",
             f"'exec \"$0\" \"$@\" >{said} 2>&1'")
    start_unlocked(app)
    # Every page was made, and something can be undone.
    for page in ("Journal", "Balance", "Write"):
        app.go_to(page)
        wait_for(page, lambda shown=page: app.tab(shown).get_state_set().contains(Atspi.StateType.SELECTED))
    assert "Let go of the journal" not in said.read_text()
    app.press("ctrl+l")
    wait_until_locked(app)
    wait_for("the end of what was read", lambda: "Let go of the journal" in said.read_text())
    unlock(app)
    app.quit()


def test_quitting_amid_a_question_lets_go_of_the_journal(app):
    """The reminder keeps the program, and nothing keeps the window's dialogs in it."""
    said = app.journal.parent / "said"
    app.wrap("env", "G_MESSAGES_DEBUG=Poise-Storage", "sh", "-c",
             f"'exec \"$0\" \"$@\" >{said} 2>&1'")
    subprocess.run(["gsettings", "set", SCHEMA, "reminder", "true"], check=True)
    start_unlocked(app)
    app.go_to("Balance")
    press(app, "Review…")
    app.press()
    app.wait_for_dialog("Review")
    app.tab_to("What moved")
    app.press("a")
    app.press("Escape")
    wait_for("the question", lambda: "Keep This Review?" in app.labels())
    app.act("quit")
    wait_for("the end of what was read", lambda: "Let go of the journal" in said.read_text())
    assert app.process.poll() is None


def test_lock_that_is_taken_off_while_the_page_asks(app):
    """Whatever is typed then, it opens."""
    start_unlocked(app)
    app.press("ctrl+l")
    wait_until_locked(app)
    run_locker(app.journal, "unlock", PASSPHRASE)
    unlock(app, "something else")
    wait_for("the text", lambda: app.text() == TEXT)
    assert find_readable(app, WORD)
    # And it is written as it lies there.
    take_keyboard(app)
    app.press("ctrl+End", "z")
    wait_for("the key", lambda: app.text() == TEXT + "z")
    app.wait_until_saved()
    app.quit()
    assert find_readable(app, TEXT + "z")


def test_damaged_journal_is_not_taken_for_a_new_one(app):
    make_locked(app)
    month = app.journal / "entries" / "2026-11.json"
    content = bytearray(month.read_bytes())
    content[-1] ^= 1
    month.write_bytes(content)
    app.start()
    wait_until_locked(app)
    unlock(app)
    wait_for("what is damaged", lambda: is_anywhere(app, "is locked and damaged"))
    assert not any(is_showing(n) and n.get_name() == "Look at a Sample Journal" for n in walk(app.root()))
    app.quit()
    assert month.read_bytes() == content


def read_memory(pid, as_in_a_core_dump):
    """What the program holds in memory of its own, file by file of /proc; of a core dump, what the kernel
    writes into one: nothing that is marked so (“dd”)."""
    maps, regions = pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines(), []
    for line in maps:
        if match := re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) ", line):
            regions.append([int(match[1], 16), int(match[2], 16), match[3]])
        elif line.startswith("VmFlags:"):
            regions[-1].append(line.split()[1:])
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, access, flags in regions:
            if "rw" in access and not (as_in_a_core_dump and "dd" in flags) and "io" not in flags:
                with contextlib.suppress(OSError):
                    memory.seek(start)
                    yield memory.read(end - start) or b""


def holds(pid, wanted, as_in_a_core_dump):
    return {name for name, value in wanted.items()
            if any(value in region for region in read_memory(pid, as_in_a_core_dump))}


def count_own(pid, value):
    """How often it is in the memory that Poise keeps for keys."""
    def count(as_in_a_core_dump):
        return sum(region.count(value) for region in read_memory(pid, as_in_a_core_dump))
    return count(False) - count(True)


def test_recovery_key_is_wiped_once_it_is_kept(app):
    """However long the dialog stays open."""
    app.start(MALLOC_PERTURB_="0")
    app.type(TEXT)
    app.wait_until_saved()

    def look(key):
        wait_for("the key to be wiped", lambda: count_own(app.pid, key.encode()) == 0)
    assert len(lock_for_the_first_time(app, look)) == 44
    app.quit()


def test_core_dump_has_no_key(app):
    """Nor is there one; and a locked program has no key in its memory at all."""
    vectors = pathlib.Path(__file__).parents[1] / "storage" / "data" / "locked"
    shutil.copytree(vectors / "journal", app.journal)
    secrets = json.loads((vectors / "secrets.json").read_text())
    keys = {name: bytes.fromhex(secrets[name]) for name in ("key", "encryption", "nonce", "state")}
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    # Memory that is given back stays as it is, as for everybody else.
    app.start(MALLOC_PERTURB_="0")
    wait_until_locked(app)
    unlock(app, secrets["passphrase"])
    app.go_to("Journal")
    text = "Ich habe Ana zugehört"
    wait_for("the list", lambda: is_anywhere(app, text))
    # What is looked for can be found.
    wait_for("the keys", lambda: holds(app.pid, keys, False) == set(keys))
    wait_for("the text", lambda: holds(app.pid, {"text": text.encode()}, True))
    assert not holds(app.pid, keys, True)
    app.press("ctrl+l")
    wait_until_locked(app)
    wait_for("the keys to be wiped", lambda: not holds(app.pid, keys, False))
    typed = {"passphrase": secrets["passphrase"].encode()}
    print(f"# after locking: {holds(app.pid, typed, True) or 'no passphrase'}, "
          f"{holds(app.pid, {'text': text.encode()}, True) or 'no text'} in memory", flush=True)
    limits = pathlib.Path(f"/proc/{app.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits), limits
    before = set(pathlib.Path().glob("core*"))
    os.kill(app.pid, signal.SIGABRT)
    assert app.process.wait(60) == -signal.SIGABRT
    assert set(pathlib.Path().glob("core*")) == before


def test_dialogs_fit_a_phone(app):
    """GTK says where something is wider than it may be, which fails any test."""
    settings = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings"
    settings.mkdir(parents=True)
    (settings / "keyfile").write_text("[io/github/poise_journal/Poise]\nwindow-size=(360, 720)\n")
    start_unlocked(app)
    wait_for("its size", lambda: "360x" in subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--class", "poise", "getwindowgeometry"],
        capture_output=True, text=True, check=True).stdout)
    open_preferences(app)
    for key, title in (("alt+p", "Change Passphrase"), ("alt+g", "Unlock for Good")):
        app.press(key)
        app.wait_for_dialog(title)
        app.press("Escape")
        wait_for("its end", lambda wanted=title: not app.window(wanted))
        app.wait_for_dialog("Preferences")
    app.press("Escape")
    wait_for("the preferences to go", lambda: not app.window("Preferences"))
    app.press("ctrl+l")
    wait_until_locked(app)
    press(app, "Use the Recovery Key")
    app.quit()


def find_printed(path):
    """The characters of a page that cairo made, by the tables from which text is copied out of it."""
    found = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", path.read_bytes(), re.DOTALL):
        with contextlib.suppress(zlib.error):
            text = zlib.decompress(stream)
            if b"begincmap" in text:
                found |= {chr(int(code, 16)) for code in re.findall(rb"<[0-9a-f]{2,4}> <([0-9a-f]{4})>", text)}
    return found


def test_recovery_key_is_printed(app):
    """And nothing of it is left in a file that another program would show."""
    temporary = app.journal.parent / "temporary"
    temporary.mkdir()
    # Where GTK prints to unless told otherwise.
    with contextlib.chdir(app.journal.parent), make_window_manager():
        app.start(TMPDIR=str(temporary))
        app.type(TEXT)
        app.wait_until_saved()
        open_preferences(app)
        app.press("alt+k")
        type_twice(app, PASSPHRASE)
        press(app, "Next")
        key = read_key(app)
        app.wait_for_dialog("Lock This Journal")
        app.press("alt+p")  # the row’s access key
        wait_for("the print dialog", lambda: app.window("Print"))
        preview(app)
        wait_for("the page", lambda: any(n.get_name() == "Page 1 of 1, as it will be printed"
                                         for n in walk(app.root())))
        assert not list(temporary.iterdir())
        wait_for("Print…", lambda: any(n.get_name() == "Print…" and can_act(n) and activate(n)
                                       for n in walk(app.window("Print Preview"))))
        wait_for("the dialog alone", lambda: is_on_screen("Print") and not app.window("Print Preview"))
        choose_printer(app)
        press_print_button(app, "Print", "_Print Print")
        printed = app.journal.parent / "output.pdf"
        wait_for("the page", lambda: printed.exists() and b"%%EOF" in printed.read_bytes()[-9:])
        assert set(key) <= find_printed(printed), (key, find_printed(printed))
        # The page is still there, and locking goes on.
        wait_for("the key", lambda: read_key(app) == key)
        press(app, "I Keep the Key in a Safe Place")
        press(app, "Lock the Journal")
        wait_for("the end", lambda: is_showing(app.find("label", "The Journal Is Locked")))
        press(app, "Done")
        app.quit()
    assert not find_readable(app, WORD)


def test_large_text_in_a_narrow_window(app):
    """Nothing is wider than it: libadwaita would say so, which make_fresh_app() does not let pass."""
    make_locked(app)
    with make_window_manager(), make_text_large():
        app.start()
        wait_until_locked(app)
        make_narrow()
        wait_for("a narrow window", lambda: (frame := app.find("frame")) and
                 frame.get_extents(Atspi.CoordType.WINDOW).width == 360)
        press(app, "Use the Recovery Key")
        press(app, "Use the Passphrase")
        unlock(app)


tap.main(functools.partial(make_fresh_app, os.path.abspath(sys.argv[1])))
