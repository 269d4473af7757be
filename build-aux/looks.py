# SPDX-License-Identifier: GPL-3.0-or-later
"""looks.py POISE PREFIX WIDTH [-large] [-dark]: pictures of every page and window, as PREFIX-NAME.png.

For build-aux/looks, inside build-aux/headless, in the locale's language."""

import contextlib
import gettext
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import lock_app  # noqa: E402
from poise_app import GLib, make_app, make_window_manager, wait_for  # noqa: E402

PROGRAM, PREFIX, WIDTH = sys.argv[1:4]
IS_LARGE = "-large" in sys.argv[4:]
IS_DARK = "-dark" in sys.argv[4:]
HEIGHT = "720"
_ = gettext.translation("poise", pathlib.Path(PROGRAM).parents[1] / "share" / "locale",
                        fallback=True).gettext
DATA = ROOT / "tests" / "exchange" / "data" / "dayone" / "journal.json"


def write_settings():
    settings = f"[io/github/poise_journal/Poise]\nwindow-size=({WIDTH}, {HEIGHT})\n"
    file = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "glib-2.0/settings/keyfile")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings)
    if IS_LARGE:
        # Every text grows by it, where the font's size leaves headings and captions alone.
        subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set",
                        "RESOURCE_MANAGER", "Xft.dpi: 120"], check=True)


def find_windows():
    """Not menus, which have no title."""
    windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "poise"],
                             capture_output=True, text=True).stdout.split()
    return {w for w in windows if subprocess.run(["xdotool", "getwindowname", w],
                                                 capture_output=True, text=True).stdout.strip()}


def take(name, window):
    """A picture of a window once there is something in it that no longer changes."""
    subprocess.run(["xdotool", "windowmove", window, "0", "0"])
    last = [None]
    same = [0]

    def is_still():
        if WIDTH == "360":
            # As on a narrow screen.
            subprocess.run(["xdotool", "windowsize", window, WIDTH, HEIGHT])
        now = subprocess.run(["import", "-window", window, "ppm:-"], capture_output=True,
                             check=True).stdout
        same[0] = same[0] + 1 if now == last[0] and len(set(now)) > 40 else 0
        last[0] = now
        # A window that has just become narrow takes a while to be drawn again.
        return same[0] == (5 if WIDTH == "360" else 1)

    wait_for(f"a picture of {name} that no longer changes", is_still)
    subprocess.run(["convert", "ppm:-", f"{PREFIX}-{name}.png"], input=last[0], check=True)


def find_main_window():
    # Out of the way, or a tooltip is in the picture.
    subprocess.run(["xdotool", "mousemove", "1279", "899"], check=True)
    window, = wait_for("the window", lambda: len(find_windows()) == 1 and find_windows())
    return window


def take_dialog(app, name, show, go_to_end=None):
    """A dialog is in the main window; Escape goes from its pages back to the window."""
    window = find_main_window()
    show()
    wait_for(name, lambda: app.find("dialog"))
    take(name, window)
    if go_to_end:
        go_to_end()
        take(f"{name}-end", window)
    for _ in range(3):
        if app.find("dialog"):
            app.press("Escape")
            with contextlib.suppress(AssertionError):
                wait_for(f"{name} to go back", lambda: not app.find("dialog"), 3)
    assert not app.find("dialog"), name


def choose_item(app, button, label):
    wait_for(button, lambda: app.press_named(_(button)))
    item = wait_for(label, lambda: app.find_menu_item(_(label)))
    # It may be gone before it answers.
    with contextlib.suppress(GLib.Error):
        item.get_action_iface().do_action(0)


def call_window(action, *words):
    subprocess.run(
        ["gdbus", "call", "--session", "--dest", "io.github.poise_journal.Poise",
         "--object-path", "/io/github/poise_journal/Poise/window/1", "--method",
         "org.gtk.Actions.Activate", action, f"[<{words!r}>]" if words else "[]", "{}"],
        check=True, stdout=subprocess.DEVNULL)


def show_sample(app, **environment):
    for page in ("write", "journal", "balance"):
        app.start("--sample", f"--page={page}", **environment)
        take(page, find_main_window())
        if page != "write":
            app.quit()
            continue
        take_dialog(app, "preferences", lambda: app.act("preferences"))
        take_dialog(app, "agree", lambda: choose_item(app, "Main Menu", "_Do You Agree?"))
        take_dialog(app, "shortcuts", lambda: app.act("shortcuts"))
        take_dialog(app, "questions", lambda: choose_item(app, "More Questions", "Your _Questions…"))
        app.quit()


def show_own(app, **environment):
    app.start(**environment)
    take("first-run", find_main_window())
    app.quit()
    for path, text in (("entries/2026-11.json", "Written since."),
                       ("backups/2026-11-21/2026-11.json", "As it was.")):
        file = app.journal / path
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({"format": "poise-month", "version": 1, "month": "2026-11", "entries": [
            {"id": "019a0000-0000-7000-8000-000000000001", "day": "2026-11-20", "text": text,
             "created": "2026-11-20T10:00:00+00:00", "modified": "2026-11-20T10:00:00+00:00"}]}))
    app.start(**environment)
    take_dialog(app, "import", lambda: call_window("import"))
    take_dialog(app, "import-preview", lambda: call_window("import-file", "dayone", str(DATA)))
    take_dialog(app, "export", lambda: call_window("export"))
    take_dialog(app, "backups", lambda: choose_item(app, "Main Menu", "_Restore from Backup…"))
    app.quit()


# Notes of a vault with a little of all that an import says: what is left out, doubtful and not read.
VAULT = {
    "Daily/2026-03-14.md": "---\ntags: [rota]\ntitle: One\ntitle: Two\n---\n\nAsked Odalys what she would change.",
    "Daily/2026-03-14 (conflicted copy 2026-03-15 101112).md": "Asked Odalys.",
    "Daily/2026-03-15.md": "---\ntags: [depot]\n---\n",
    "Daily/Monday, March 17th, 2026.md": "A weekday that is another’s.",
    "Daily/2026-02-30.md": "No such day.",
    "Daily/04-05-2026.md": "Which number is the month?",
    "Daily/2026-03-18.md": "Caf\xe9 in another encoding.".encode("latin-1"),
    "Daily/2026-W11.md": "The week’s words.",
    "Months/2026-03.md": "# March 2026\n\nThe month’s words.\n\n## 19\n\nBelow its month.\n",
    "Notes/Kiln.md": "A note of no day.",
    "Notes/photo of the kiln.jpg": b"\xff\xd8\xff",
    "Notes/plan.pdf": b"%PDF-1.4",
}


def scroll_to_end():
    subprocess.run(["xdotool", "mousemove", str(int(WIDTH) // 2), "600", "click", "--repeat", "60", "5",
                    "mousemove", "1279", "899"], check=True)


def write_vault(folder):
    for name, content in VAULT.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def show_vault(app, **environment):
    vault = write_vault(app.journal.parent / "Vault")
    app.start(**environment)
    take_dialog(app, "import-vault", lambda: call_window("import-file", "", str(vault)),
                scroll_to_end)
    app.quit()


def poise_cli(app, day, *words):
    cli = pathlib.Path(PROGRAM).with_name("poise-cli")
    return subprocess.run([cli, "--journal", app.journal, *words], check=True, capture_output=True, text=True,
                          env={**os.environ, "POISE_NOW": f"{day}T18:00:00+00:00"}).stdout


def write_weeks(app):
    """Four weeks with an intention each, in English: what people write is not translated."""
    outcomes = (["done"], ["partly", "Jonas was away"], ["not", "no meeting"])
    for day in range(2, 30):
        if day % 7 == 2:
            poise_cli(app, f"2026-11-{day:02}", "intention", "set",
                      "If somebody asks me for the answer, then I ask back.", "--facet", "people",
                      "--mode", "leadership")
        poise_cli(app, f"2026-11-{day:02}", "add", "Asked Amira what she would change here, and listened. "
                  + "Wrote the rota for the week. " * (day % 3) + "Told Jonas where we want to be next year.")
        if day % 7 == 1 and day < 29:
            poise_cli(app, f"2026-11-{day:02}", "intention", *outcomes[day // 7 - 1])


def show_change(app, **environment):
    """From a picture to a change: intention, after an event, morning, review, hand-out, comparison."""
    write_weeks(app)
    sunday = {**environment, "POISE_NOW": "2026-11-29T18:00:00+00:00"}
    app.start(**sunday)
    wait_for("the page", lambda: app.find("text"))
    take("intention-due", find_main_window())
    take_dialog(app, "check-in", lambda: app.press_named(_("_How Did It Go?").replace("_", "")))
    app.quit()
    app.start("--page=balance", **sunday)
    take("chart", find_main_window())
    take_dialog(app, "comparison", lambda: app.press_named(_("_Before and After…").replace("_", "")))
    take_dialog(app, "review", lambda: app.press_named(_("Re_view…").replace("_", "")))
    app.quit()
    poise_cli(app, "2026-11-29", "intention", "done")
    app.start(**{**environment, "POISE_NOW": "2026-11-30T08:00:00+00:00"})
    take("intention-offer", find_main_window())
    take_dialog(app, "intention-dialog", lambda: app.press_named(_("_Choose…").replace("_", "")))
    app.quit()
    # On a day of its own: of a day's entries the first is opened.
    poise_cli(app, "2026-12-01", "add", "--form", "after-event", "I told them what I had decided.\n\n"
              "They had been up all night.\n\nI ask Jonas first.")
    app.start(**{**environment, "POISE_NOW": "2026-12-01T18:00:00+00:00"})
    take("after-event", find_main_window())
    app.quit()


def name(label):
    """As it is found by, in the pictures' language."""
    return _(label).replace("_", "")


def press_row(app, label):
    """A row that is activated has no action of its own, and xdotool has no key of an Arabic one's."""
    app.tab_to(name(label))
    app.press("Return")


def take_preferences(app, picture, window):
    """Their end; they cannot be scrolled before they stand still."""
    app.act("preferences")
    wait_for("the preferences", lambda: app.find("dialog"))
    take(picture, window)
    scroll_to_end()
    take(picture, window)


def close_dialogs(app):
    for _i in range(4):
        app.press("Escape")
        with contextlib.suppress(AssertionError):
            wait_for("the dialogs to go", lambda: not app.find("dialog"), 2)
            return


def change_elsewhere(app, passphrase, new):
    """On a computer of which this one knows nothing."""
    for file, words in (("old", passphrase), ("new", new)):
        path = app.journal.parent / file
        path.write_text(words + "\n")
        path.chmod(0o600)
    state = os.environ.get("XDG_STATE_HOME")
    os.environ["XDG_STATE_HOME"] = str(app.journal.parent / "elsewhere")
    try:
        poise_cli(app, "2026-11-22", "--passphrase-file", str(app.journal.parent / "old"), "passphrase",
                  "--new-passphrase-file", str(app.journal.parent / "new"))
    finally:
        del os.environ["XDG_STATE_HOME"]
        if state:
            os.environ["XDG_STATE_HOME"] = state


def show_locking(app, window, passphrase):
    """From the preferences to a journal that has a passphrase."""
    take_preferences(app, "lock-preferences", window)
    press_row(app, "Loc_k This Journal…")
    lock_app.fill(app, name("New Passphrase"), "rota")
    take("lock-weak", window)
    lock_app.fill(app, name("New Passphrase"), passphrase)
    lock_app.fill(app, name("The Same Again"), passphrase)
    take("lock-strong", window)
    lock_app.press(app, name("_Next"))
    lock_app.read_key(app)
    take("lock-recovery", window)
    lock_app.press(app, name("I _Keep the Key in a Safe Place"))
    scroll_to_end()
    take("lock-recovery-end", window)
    lock_app.press(app, name("_Lock the Journal"))
    wait_for("the end", lambda: app.find("label", name("The Journal Is Locked")))
    take("lock-done", window)
    lock_app.press(app, name("_Done"))
    close_dialogs(app)


def show_asking(app, window, former):
    """The passphrase page, after another computer changed the passphrase."""
    take("lock-changed", window)
    wrong = _("That is not this journal’s passphrase. It was last changed on %s.").partition("%s")[0]
    # Of the pause, which grows, a second line tells.
    for words, picture in (("something else", None), ("and another", "lock-wrong"), (former, "lock-former")):
        lock_app.fill(app, name("Passphrase"), words)
        lock_app.press(app, name("_Unlock"))
        wait_for("a word about it", lambda sign="\n" if picture else wrong: lock_app.is_anywhere(app, sign))
        if picture:
            take(picture, window)
    app.press_named(name("Use the _Recovery Key"))
    wait_for("the recovery key", lambda: lock_app.find_row(app, name("Recovery Key")))
    take("lock-by-recovery", window)
    app.press_named(name("Use the _Passphrase"))


def show_lock(app, **environment):
    app.locked = name("This Journal Is Locked")
    passphrase, other = "april rain on slate", "may sun on the roof"
    write_weeks(app)
    app.start(**environment)
    wait_for("the page", lambda: app.find("text"))
    show_locking(app, find_main_window(), passphrase)
    app.quit()
    app.start(**environment)
    take("lock-page", find_main_window())
    app.quit()
    change_elsewhere(app, passphrase, other)
    app.start(**environment)
    window = find_main_window()
    show_asking(app, window, passphrase)
    lock_app.fill(app, name("Passphrase"), other)
    # After two wrong ones there is a pause.
    lock_app.press(app, name("_Unlock"), patience=30)
    wait_for("the journal", lambda: not app.find("label", name("This Journal Is Locked")))
    take_preferences(app, "lock-preferences-locked", window)
    for label, picture in (("Change _Passphrase…", "lock-change"), ("Unlock for _Good…", "lock-remove")):
        press_row(app, label)
        wait_for("the dialog", lambda: lock_app.find_row(app, name("Current Passphrase or Recovery Key")))
        take(picture, window)
        app.press("Escape")
        wait_for("its end", lambda: not lock_app.find_row(app, name("Current Passphrase or Recovery Key")))
    close_dialogs(app)
    app.quit()


# All, or those that are named by POISE_LOOKS, as “change”.
SHOWN = [show for show in (show_sample, show_own, show_vault, show_change, show_lock)
         if show.__name__[5:] in os.environ.get("POISE_LOOKS", "sample own vault change lock").split()]


def main():
    write_settings()
    # GTK 4.8 complains of how it measures short Arabic words in a drop-down; they look well.
    environment = {"G_DEBUG": "", **({"ADW_DEBUG_HIGH_CONTRAST": "1"} if IS_LARGE else {}),
                   **({"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"} if IS_DARK else {})}
    for show in SHOWN:
        # Without a window manager a dialog keeps its own size.
        with make_window_manager(), make_app(PROGRAM) as app:
            # Its tabs have translated names.
            app.tab = lambda _page: app.find("page tab")
            show(app, **environment)


main()
