# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs Poise's Flatpak and uses it in its sandbox:
test-sandbox.py OLDER_REPOSITORY REPOSITORY [PICTURES]

For flatpak/check, inside build-aux/headless, with the runtime in FLATPAK_USER_DIR.
The tests run in the order of their numbers: from installing to uninstalling."""

import contextlib
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests" / "support"))
import tap  # noqa: E402
from poise_app import NOW, App, Atspi, PATIENCE, wait_for, walk  # noqa: E402

OLDER, NEWER = (pathlib.Path(path) for path in sys.argv[1:3])
PICTURES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
HOME = pathlib.Path.home()
RUNTIME = pathlib.Path("/run/user", str(os.getuid()))
MESSAGES = HOME / "run" / "messages"
ID = "io.github.poise_journal.Poise"
DEVEL = ID + ".Devel"
EXPORTS = pathlib.Path(os.environ["FLATPAK_USER_DIR"], "exports", "share")
TEXT = "Asked Amira what she would change here, and listened. Wrote the rota for the week."
OLD_TEXT = "Checked the stock against the list."

# What others keep in a home: the portals, the bus, the settings of the session.
OTHERS = ("cache/", "config/glib-2.0/", "config/dconf/", "data/flatpak/db/", "run/", ".cache/",
          "data/gvfs-metadata/", ".dbus/", ".local/share/flatpak/db/")


def flatpak(*arguments, check=True, **options):
    result = subprocess.run(["flatpak", *arguments], capture_output=True, text=True, **options)
    assert not check or result.returncode == 0, (arguments, result.stdout, result.stderr)
    return result


def run_inside(*command, id=ID, options=(), **more):
    """Runs a command in the sandbox."""
    return flatpak("run", "--user", *options, f"--command={command[0]}", id, *command[1:],
                   check=False, **more)


class SandboxedApp(App):
    """Poise as a desktop starts it: by its id, with its own folder for its journal."""

    def __init__(self, id=ID, folder="poise"):
        super().__init__(id, "/nowhere")
        self.id = id
        self.home = HOME / ".var" / "app" / id
        self.journal = self.home / "data" / folder / "journal"

    def start(self, *arguments, options=()):
        Atspi.set_timeout(5000, 15000)
        wait_for("the accessibility bus", lambda: Atspi.get_desktop(0))
        with open(MESSAGES, "a", encoding="utf-8") as messages:
            self.process = subprocess.Popen(
                ["flatpak", "run", "--user", *options, "--env=GTK_A11Y=atspi",
                 "--env=G_DEBUG=fatal-criticals", f"--env=POISE_NOW={NOW}",
                 self.id, *arguments], stderr=messages)
        wait_for("the window", lambda: self.tab("Write"))

    def root(self):
        # Its process on the bus is the sandbox's proxy; nothing else of its name runs here.
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() in ("poise", "Poise"):
                return child
        return None

    def quit(self):
        subprocess.run(["gapplication", "action", self.id, "quit"], check=True)
        assert self.process.wait(PATIENCE) == 0
        wait_for("it to be gone", lambda: self.root() is None)

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            flatpak("kill", self.id, check=False)
            self.process.wait()

    def texts(self):
        return [entry["text"] for entry in self.entries()]

    def take_picture(self, name):
        if PICTURES is None:
            return
        last = [None]

        def is_still():
            path = PICTURES / f"{name}.png"
            subprocess.run(["import", "-window", "root", path], check=True)
            now = subprocess.run(["identify", "-format", "%k %#", path], capture_output=True,
                                 text=True, check=True).stdout
            still = now == last[0] and int(now.split()[0]) > 8
            last[0] = now
            return still

        wait_for("a picture that no longer changes", is_still)


@contextlib.contextmanager
def make_app():
    app = SandboxedApp()
    try:
        yield app
    finally:
        app.kill()


def find_files():
    """Every file in the home but Poise's own and others'."""
    paths = (str(p.relative_to(HOME)) for p in HOME.rglob("*") if not p.is_dir())
    return {p for p in paths if not p.startswith((".var/app/" + ID, *OTHERS))}


def is_dark():
    result = subprocess.run(["import", "-window", "root", "-resize", "1x1!", "-colorspace", "Gray",
                             "-format", "%[fx:mean]", "info:"], capture_output=True, text=True)
    return float(result.stdout) < 0.3


def set_color_scheme(scheme):
    subprocess.run(["gsettings", "set", "org.gnome.desktop.interface", "color-scheme", scheme],
                   check=True)


def test_01_install(app):
    flatpak("remote-add", "--user", "--no-gpg-verify", "poise", OLDER.as_uri())
    flatpak("install", "--user", "--noninteractive", "poise", ID)
    for path in (f"applications/{ID}.desktop", f"dbus-1/services/{ID}.service",
                 f"icons/hicolor/scalable/apps/{ID}.svg",
                 f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg"):
        assert (EXPORTS / path).exists(), path
    desktop = (EXPORTS / f"applications/{ID}.desktop").read_text()
    assert "Exec=/usr/bin/flatpak run" in desktop and f"Icon={ID}" in desktop


def test_02_an_upgrade_keeps_the_journal(app):
    app.start()
    app.type(OLD_TEXT)
    app.wait_until_saved()
    app.quit()
    assert app.texts() == [OLD_TEXT]
    older = flatpak("info", "--user", "--show-commit", ID).stdout
    MESSAGES.unlink()
    flatpak("remote-modify", "--user", "--url=" + NEWER.as_uri(), "poise")
    flatpak("update", "--user", "--noninteractive", ID)
    assert flatpak("info", "--user", "--show-commit", ID).stdout != older
    app.start()
    wait_for("the text of before", lambda: app.text() == OLD_TEXT)
    app.quit()
    assert app.texts() == [OLD_TEXT]
    # The tests below begin with an empty journal.
    assert run_inside("poise-cli", "delete", app.entries()[0]["id"]).returncode == 0
    assert app.texts() == []


def test_03_write_tag_chart_and_restart(app):
    before = find_files()
    app.start()
    app.type(TEXT)
    wait_for("the tag", lambda: {"Management", "Leadership", "Balanced"} & set(app.labels()))
    app.wait_until_saved()
    assert app.texts() == [TEXT]
    app.take_picture("write")
    app.go_to("Journal")
    wait_for("the entry in the list", lambda: any(TEXT in n for n in app.labels()))
    app.take_picture("journal")
    app.go_to("Balance")
    wait_for("the week's bar", lambda: any(
        "23 November" in n.get_name() and "1 entry" in n.get_name() for n in walk(app.root())))
    app.take_picture("balance")
    app.quit()
    app.start()
    app.go_to("Write")
    wait_for("the text of before", lambda: app.editor() and app.text() == TEXT)
    app.quit()
    # All that was written is in its own folder.
    assert find_files() == before, find_files() - before


def test_04_permissions(app):
    shown = flatpak("info", "--user", "--show-permissions", ID).stdout
    lines = {line for line in shown.splitlines() if line and not line.startswith("[")}
    assert lines == {"shared=ipc;", "sockets=x11;wayland;fallback-x11;", "devices=dri;"}, shown


def test_05_the_home_cannot_be_read(app):
    secret = HOME / "secret.txt"
    secret.write_text("nobody's business")
    assert run_inside("cat", secret).returncode != 0
    assert run_inside("ls", "-A", HOME).stdout.split() == [".var"] or \
        "secret" not in run_inside("ls", "-A", HOME).stdout
    # With the permission it can, so that the test above means something.
    assert run_inside("cat", secret, options=["--filesystem=home"]).stdout == secret.read_text()


def test_06_there_is_no_network(app):
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connect = ("bash", "-c", f"exec 3<>/dev/tcp/127.0.0.1/{server.server_port}")
        assert run_inside(*connect).returncode != 0
        assert run_inside(*connect, options=["--share=network"]).returncode == 0
        server.shutdown()
    interfaces = run_inside("cat", "/proc/net/dev").stdout.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in interfaces] == ["lo"], interfaces


def test_07_the_command_line_inside(app):
    added = run_inside("poise-cli", "add", "--day", "2026-11-20", "Praised Joel for the open day.")
    assert added.returncode == 0, added.stderr
    listed = run_inside("poise-cli", "list", "--json")
    texts = [json.loads(line)["text"] for line in listed.stdout.splitlines()]
    assert sorted(texts) == sorted([TEXT, "Praised Joel for the open day."]), listed
    tagged = run_inside("poise-cli", "tag", "--json", input=TEXT)
    assert json.loads(tagged.stdout)["mode"] in ("management", "leadership", "balanced"), tagged
    assert run_inside("poise-cli", "check").returncode == 0
    # The window shows what it wrote while the window is open.
    app.start("--page=journal")
    run_inside("poise-cli", "add", "--day", "2026-11-19", "Wrote the minutes.")
    app.go_to("Journal")
    wait_for("the new entry", lambda: any("Wrote the minutes." in n for n in app.labels()))
    app.quit()


def test_08_settings_are_kept_inside(app):
    changed = run_inside("gsettings", "set", ID, "underlines", "false")
    assert changed.returncode == 0, changed.stderr
    kept = app.home / "config" / "glib-2.0" / "settings" / "keyfile"
    assert "underlines=false" in kept.read_text()
    assert run_inside("gsettings", "get", ID, "underlines").stdout.strip() == "false"
    assert run_inside("gsettings", "reset", ID, "underlines").returncode == 0


def test_08_the_guide_opens_in_the_desktops_browser(app):
    """The browser is outside and gets the guide's path there, in the person's language."""
    seen = HOME / "seen"
    applications = HOME / "data" / "applications"
    applications.mkdir(parents=True, exist_ok=True)
    (applications / "browser.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Browser\nMimeType=text/html;application/xhtml+xml;\n"
        f"Exec=sh -c 'echo \"$0\" >{seen}' %u\n")
    # As an installed browser is. Else the portal asks who of those that open plain text shall open the
    # guide, Poise itself among them.
    subprocess.run(["update-desktop-database", applications], check=True)
    (HOME / "config").mkdir(exist_ok=True)
    (HOME / "config" / "mimeapps.list").write_text(
        "[Default Applications]\ntext/html=browser.desktop\napplication/xhtml+xml=browser.desktop\n")
    app.start(options=["--env=LANGUAGE=de"])
    subprocess.run(["gapplication", "action", ID, "help"], check=True)
    wait_for("the browser", lambda: seen.exists() and seen.read_text().strip())
    guide = pathlib.Path(seen.read_text().strip().removeprefix("file://"))
    assert guide.name == "guide.de.html" and "Benutzerhandbuch" in guide.read_text(), guide
    app.quit()


def test_08_searching_marks_where_spelling_is_checked(app):
    app.start("--page=journal")
    app.go_to("Journal")
    wait_for("the list", lambda: any(TEXT in n for n in app.labels()))
    app.press("ctrl+f")
    wait_for("the focus in the search",
             lambda: "Search the journal" in app.focused().split(" in ")[0])
    app.press("r", "o", "t", "a")
    wait_for("the result", lambda: app.says("1 entry"))
    app.press("Return")
    wait_for("the first match", lambda: app.says("1 of 1"))
    app.quit()


def test_09_dark_style_by_the_settings_portal(app):
    set_color_scheme("default")
    app.start()
    wait_for("the light window", lambda: not is_dark())
    set_color_scheme("prefer-dark")
    wait_for("the dark window", is_dark)
    app.take_picture("write-dark")
    app.go_to("Balance")
    wait_for("the chart", lambda: any("23 November" in n.get_name() for n in walk(app.root())))
    app.take_picture("balance-dark")
    set_color_scheme("default")
    wait_for("the light window", lambda: not is_dark())
    app.quit()


def test_10_started_by_the_bus(app):
    """As from a notification or a search: by its name, without a command of ours."""
    subprocess.run(["gapplication", "launch", ID], check=True)
    wait_for("the window", lambda: app.tab("Write"))
    subprocess.run(["gapplication", "action", ID, "quit"], check=True)
    wait_for("it to be gone", lambda: app.root() is None)


def find_save_dialog():
    """What the dialog of the file chooser's portal is driven by: its name's field and Save."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child is not None and child.get_name() == "xdg-desktop-portal-gtk":
            nodes = list(walk(child))
            names = [n for n in nodes if n.get_role_name() == "text" and n.get_editable_text_iface()]
            buttons = [n for n in nodes if n.get_role_name() in ("button", "push button") and
                       n.get_name() == "Save"]
            return (names[0], buttons[0]) if names and buttons else None
    return None


def test_11_a_file_goes_out_through_the_portals(app):
    """The desktop's dialog, outside the sandbox, hands over the one file that was chosen."""
    # The paths that the documents portal hands over are those of a session's own folder.
    if pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) != RUNTIME:
        raise tap.Skip(f"somebody's session is in {RUNTIME}")
    chosen = HOME / "balance.png"
    app.start("--page=balance")
    menu = wait_for("the menu's button", lambda: app.find("toggle button", "Save or Print"))
    menu.get_action_iface().do_action(0)
    # The first of its items saves a picture; its name is in a label that it holds.
    wait_for("the menu", lambda: app.find_all("menu item"))[0].get_action_iface().do_action(0)
    name, save = wait_for("the desktop's dialog", find_save_dialog)
    app.take_picture("portal")
    name.get_editable_text_iface().set_text_contents(str(chosen))
    save.get_action_iface().do_action(0)
    wait_for("the file", lambda: chosen.exists() and chosen.read_bytes()[:4] == b"\x89PNG")
    wait_for("the message", lambda: any("balance.png" in n and "saved" in n for n in app.labels()))
    app.quit()


def test_12_without_a_background_portal_the_reminder_says_so(app):
    """Debian 12's desktop portals have none but with GNOME's; Poise must not act as if."""
    app.start()
    subprocess.run(["gapplication", "action", ID, "preferences"], check=True)
    switch = wait_for("the switch", lambda: next(
        (n for n in walk(app.root()) if n.get_name() == "Remind Me to Write" and
         # What can be switched, neither the row nor its label, whose actions copy and select.
         n.get_role_name() not in ("list item", "label", "panel") and
         n.get_action_iface() and n.get_action_iface().get_n_actions() > 0), None))
    switch.get_action_iface().do_action(0)
    wait_for("the message", lambda: any(
        "cannot start Poise" in n and "GDBus" not in n for n in app.labels()))
    app.take_picture("preferences")
    wait_for("the switch to be off", lambda: not switch.get_state_set().contains(
        Atspi.StateType.CHECKED))
    assert run_inside("gsettings", "get", ID, "reminder").stdout.strip() == "false"
    assert not (app.home / "config" / "autostart").exists()
    app.quit()


def test_13_the_development_build_is_another_program(app):
    flatpak("install", "--user", "--noninteractive", "poise", DEVEL)
    desktop = (EXPORTS / f"applications/{DEVEL}.desktop").read_text()
    assert "Name=Poise (Development)" in desktop and f"Icon={DEVEL}" in desktop
    before = app.texts()
    devel = SandboxedApp(DEVEL, "poise-devel")
    try:
        devel.start()
        assert devel.text() == ""
        devel.type("Only a try.")
        devel.wait_until_saved()
        devel.take_picture("devel")
        devel.quit()
    finally:
        devel.kill()
    assert devel.texts() == ["Only a try."] and app.texts() == before
    flatpak("uninstall", "--user", "--noninteractive", DEVEL)


def test_14_no_message_says_that_something_is_deprecated(app):
    """What the compiler cannot see: the older build's messages do not count."""
    messages = [line for line in MESSAGES.read_text().splitlines() if "deprecated" in line]
    assert not messages, messages


def test_15_uninstalling_leaves_the_journal(app):
    before = app.texts()
    assert before
    flatpak("uninstall", "--user", "--noninteractive", ID)
    assert not [p for p in EXPORTS.rglob("*") if ID in p.name]
    # What remains is the journal, until the person asks for that, too.
    assert app.texts() == before
    flatpak("install", "--user", "--noninteractive", "poise", ID)
    listed = run_inside("poise-cli", "list", "--json").stdout.splitlines()
    assert len(listed) >= len(before)
    flatpak("uninstall", "--user", "--noninteractive", "--delete-data", ID)
    assert not app.home.exists()


tap.main(make_app)
