# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the desktop's keyring on the session bus: org.freedesktop.secrets, as far as
libsecret asks for it."""

from gi.repository import Gio, GLib

ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
SERVICE = """<node><interface name='org.freedesktop.Secret.Service'>
<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>
<arg type='v' direction='out'/><arg type='o' direction='out'/></method>
<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/>
<arg type='ao' direction='out'/></method>
<method name='Unlock'><arg type='ao' direction='in'/><arg type='ao' direction='out'/>
<arg type='o' direction='out'/></method>
<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>
<arg type='a{o(oayays)}' direction='out'/></method>
<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>
<property name='Collections' type='ao' access='read'/></interface></node>"""
FOLDER = """<node><interface name='org.freedesktop.Secret.Collection'>
<method name='CreateItem'><arg type='a{sv}' direction='in'/><arg type='(oayays)' direction='in'/>
<arg type='b' direction='in'/><arg type='o' direction='out'/><arg type='o' direction='out'/></method>
<property name='Items' type='ao' access='read'/><property name='Label' type='s' access='read'/>
<property name='Locked' type='b' access='read'/><property name='Created' type='t' access='read'/>
<property name='Modified' type='t' access='read'/></interface></node>"""
ITEM = """<node><interface name='org.freedesktop.Secret.Item'>
<method name='Delete'><arg type='o' direction='out'/></method>
<method name='GetSecret'><arg type='o' direction='in'/><arg type='(oayays)' direction='out'/></method>
<property name='Locked' type='b' access='read'/><property name='Attributes' type='a{ss}' access='read'/>
<property name='Label' type='s' access='read'/><property name='Created' type='t' access='read'/>
<property name='Modified' type='t' access='read'/></interface></node>"""


class Secrets:
    """A keyring; `is_locked` and `is_silent` may be changed at any time."""

    def __init__(self, bus):
        self.bus = bus
        self.items = {}  # path → (attributes, label, secret, registration)
        self.n_items = 0
        self.is_locked = False
        self.is_silent = False
        self.n_calls = 0
        self.owner = None
        self.registrations = [self.register(ROOT, SERVICE, self.called)]
        for path in (COLLECTION, ROOT + "/aliases/default"):
            self.registrations.append(self.register(path, FOLDER, self.called))

    def register(self, path, xml, called):
        return self.bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], called,
                                        self.get_property, None)

    def own(self, wait_for):
        owned = []
        self.owner = Gio.bus_own_name_on_connection(
            self.bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.REPLACE, lambda *_: owned.append(1), None)
        wait_for("the keyring", lambda: owned)

    def leave(self):
        if self.owner:
            Gio.bus_unown_name(self.owner)
        for registration in self.registrations + [item[3] for item in self.items.values()]:
            self.bus.unregister_object(registration)

    def secrets(self):
        return [item[2] for item in self.items.values()]

    def get_property(self, _bus, _sender, path, _interface, name):
        if name in ("Collections", "Items"):
            return GLib.Variant("ao", [COLLECTION] if name == "Collections" else list(self.items))
        if name in ("Created", "Modified"):
            return GLib.Variant("t", 1)
        if name == "Locked":
            return GLib.Variant("b", self.is_locked)
        if name == "Attributes":
            return GLib.Variant("a{ss}", self.items[path][0])
        return GLib.Variant("s", self.items[path][1] if path in self.items else "Login")

    def find(self, attributes):
        return [path for path, item in self.items.items()
                if all(item[0].get(name) == value for name, value in attributes.items())]

    def remove(self, path):
        self.bus.unregister_object(self.items.pop(path)[3])

    def add(self, properties, secret, shall_replace):
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        label = properties["org.freedesktop.Secret.Item.Label"]
        for path in self.find(attributes) if shall_replace else []:
            self.items[path] = (attributes, label, bytes(secret[2]), self.items[path][3])
            return path
        self.n_items += 1
        path = f"{COLLECTION}/{self.n_items}"
        self.items[path] = (attributes, label, bytes(secret[2]), self.register(path, ITEM, self.called))
        return path

    def answer(self, path, method, arguments):
        if method == "OpenSession":
            return GLib.Variant("(vo)", (GLib.Variant("s", ""), ROOT + "/session/1"))
        if method == "SearchItems":
            # As GNOME's: in a locked keyring the name of the schema is not found.
            found = [] if self.is_locked and "xdg:schema" in arguments[0] else self.find(arguments[0])
            return GLib.Variant("(aoao)", ([], found) if self.is_locked else (found, []))
        if method == "Unlock":  # without asking anybody
            self.is_locked = False
            return GLib.Variant("(aoo)", (arguments[0], "/"))
        if method == "GetSecrets":
            return GLib.Variant("(a{o(oayays)})", ({
                p: (arguments[1], b"", self.items[p][2], "text/plain") for p in arguments[0]},))
        if method == "GetSecret":
            return GLib.Variant("((oayays))", ((arguments[0], b"", self.items[path][2], "text/plain"),))
        if method == "ReadAlias":
            return GLib.Variant("(o)", (COLLECTION,))
        if method == "CreateItem":
            return GLib.Variant("(oo)", (self.add(*arguments), "/"))
        self.remove(path)
        return GLib.Variant("(o)", ("/",))

    def called(self, _bus, _sender, path, _interface, method, parameters, invocation):
        self.n_calls += 1
        arguments = parameters.unpack()
        if self.is_silent:
            return
        if method == "OpenSession" and arguments[0] != "plain":
            invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "only plain")
            return
        invocation.return_value(self.answer(path, method, arguments))
