# SPDX-License-Identifier: GPL-3.0-or-later
"""picture.py FILE.png COMMAND...: a picture of the command's window with its shadow.

For build-aux/pictures, inside build-aux/headless. It says to be a compositing
window manager, so that GTK draws the window as on a desktop, with round corners
and a shadow on nothing; then it reads the pixels with their alpha."""

import os
import pathlib
import subprocess
import sys
import time

import cairo
from Xlib import X, Xatom, display
from Xlib.ext import composite

PATIENCE = 60

# As GNOME sets it; without a desktop GTK has another. headless has begun the file.
SETTINGS = "gtk-decoration-layout=appmenu:close\n"
# No larger than Flathub asks for.
SIZE = """[io/github/poise_journal/Poise]
window-size=(860, 680)
"""


def pretend_to_manage(d):
    """What GTK looks at before it draws a shadow."""
    root = d.screen().root
    manager = root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent)
    for name in ("WM_S0", "_NET_WM_CM_S0"):
        manager.set_selection_owner(d.intern_atom(name), X.CurrentTime)
    for window in (root, manager):
        window.change_property(d.intern_atom("_NET_SUPPORTING_WM_CHECK"), Xatom.WINDOW, 32,
                               [manager.id])
    manager.change_property(d.intern_atom("_NET_WM_NAME"), d.intern_atom("UTF8_STRING"), 8,
                            b"pictures")
    root.change_property(d.intern_atom("_NET_SUPPORTED"), Xatom.ATOM, 32, [
        d.intern_atom(name) for name in ("_GTK_FRAME_EXTENTS", "_NET_WM_STATE", "_NET_ACTIVE_WINDOW",
                                         "_NET_WM_STATE_FOCUSED")])
    d.composite_query_version()
    root.composite_redirect_subwindows(composite.RedirectAutomatic)
    d.sync()
    return manager


def find_window(d):
    """The biggest window that is shown."""
    shown = [(w.get_geometry(), w) for w in d.screen().root.query_tree().children
             if w.get_attributes().map_state == X.IsViewable]
    shown = [(g.width * g.height, w) for g, w in shown if g.depth == 32]
    return max(shown, key=lambda pair: pair[0])[1] if shown else None


def activate(d, window):
    """A window in use looks otherwise than one behind others."""
    window.change_property(d.intern_atom("_NET_WM_STATE"), Xatom.ATOM, 32,
                           [d.intern_atom("_NET_WM_STATE_FOCUSED")])
    window.set_input_focus(X.RevertToParent, X.CurrentTime)
    d.sync()


def read_pixels(window):
    geometry = window.get_geometry()
    pixmap = window.composite_name_window_pixmap()
    try:
        image = pixmap.get_image(0, 0, geometry.width, geometry.height, X.ZPixmap, 0xffffffff)
    finally:
        pixmap.free()
    return geometry.width, geometry.height, bytes(image.data)


def wait_for_picture(d):
    """The pixels once there are many and they no longer change."""
    end = time.monotonic() + PATIENCE
    last = None
    while time.monotonic() < end:
        window = find_window(d)
        if window is not None:
            activate(d, window)
            picture = read_pixels(window)
            if picture == last and len(set(memoryview(picture[2]).cast("I"))) > 200:
                return picture
            last = picture
        time.sleep(0.3)
    raise SystemExit("picture.py: the window did not come to rest")


def save(picture, path):
    width, height, pixels = picture
    surface = cairo.ImageSurface.create_for_data(
        bytearray(pixels), cairo.FORMAT_ARGB32, width, height, width * 4)
    surface.write_to_png(path)


def main():
    for place, text in (("gtk-4.0/settings.ini", SETTINGS), ("glib-2.0/settings/keyfile", SIZE)):
        file = pathlib.Path(os.environ["XDG_CONFIG_HOME"], place)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as settings:
            settings.write(text)
    d = display.Display()
    pretend_to_manage(d)
    d.screen().root.warp_pointer(1270, 890)
    process = subprocess.Popen(sys.argv[2:])
    try:
        save(wait_for_picture(d), sys.argv[1])
    finally:
        process.terminate()
        process.wait()


main()
