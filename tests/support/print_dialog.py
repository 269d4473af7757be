# SPDX-License-Identifier: GPL-3.0-or-later
"""GTK's print dialog, as a person uses it; where a window manager is (poise_app.make_window_manager)."""

import contextlib
import subprocess

from poise_app import Atspi, GLib, find_focused, wait_for, walk


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def press_key(key):
    subprocess.run(["xdotool", "key", key], check=True)


def choose_printer(app):
    """Chooses the first printer of the dialog that is shown, a file."""
    # It is in the tree before it is on the display.
    wait_for("the printers", lambda: is_on_screen("Print") and any(
        n.get_name() == "Print to File" for n in walk(app.window("Print"))))
    app.wait_for_dialog("Print")
    app.press("Tab")
    wait_for("the first printer", lambda: any(n.get_role_name() == "table row"
                                              for n in find_focused(app.window("Print"))))
    press_key("space")


def press_print_button(app, *names):
    """It can be pressed once a printer is chosen."""
    def press():
        button = next((n for n in app.find_all("push button") if n.get_name() in names), None)
        # The dialog may be gone before it answers.
        with contextlib.suppress(GLib.Error):
            return button is not None and button.get_action_iface().do_action(0)
        return True
    wait_for(names, press)


def is_on_screen(title):
    """Asks the display: GTK 4.8 crashes when it is asked about a window that is just closing."""
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
                          capture_output=True).returncode == 0


def preview(app):
    """From the print dialog to the preview, which is in the window."""
    choose_printer(app)
    press_print_button(app, "Preview", "Pre_view Preview")
    wait_for("the preview alone", lambda: app.window("Print Preview") and not is_on_screen("Print"))
