# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Syncthing, one a computer, on this machine's loopback."""

import json
import socket
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as ElementTree

OPTIONS = {"globalAnnounceEnabled": "false", "localAnnounceEnabled": "false", "relaysEnabled": "false",
           "natEnabled": "false", "urAccepted": "-1", "startBrowser": "false", "autoUpgradeIntervalH": "0",
           "crashReportingEnabled": "false", "reconnectionIntervalS": "1", "stunServer": ""}
FOLDER = {"id": "journal", "label": "journal", "type": "sendreceive", "rescanIntervalS": "3600",
          "fsWatcherEnabled": "true", "fsWatcherDelayS": "1"}


def find_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(what, condition, patience=120):
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


def set_text(parent, name, text):
    for old in parent.findall(name):
        parent.remove(old)
    ElementTree.SubElement(parent, name).text = text


class Node:
    """The Syncthing of one computer."""

    def __init__(self, computer):
        self.computer = computer
        self.home = computer.home / "syncthing"
        self.port, self.api_port = find_port(), find_port()
        self.process = None
        self.run("generate", "--no-default-folder", "--skip-port-probing")
        self.id = self.run("--device-id").strip()
        self.key = ElementTree.parse(self.home / "config.xml").find("gui/apikey").text

    def run(self, *arguments):
        return subprocess.run(["syncthing", *arguments, f"--home={self.home}"], check=True,
                              capture_output=True, text=True, env=self.computer.make_environment()).stdout

    def configure(self, nodes, max_conflicts):
        path = self.home / "config.xml"
        tree = ElementTree.parse(path)
        root = tree.getroot()
        for old in root.findall("device"):
            root.remove(old)
        folder = ElementTree.SubElement(root, "folder", path=str(self.computer.folder), **FOLDER)
        for node in nodes:
            device = ElementTree.SubElement(root, "device", id=node.id, name=node.computer.name)
            set_text(device, "address", f"tcp://127.0.0.1:{node.port}")
            ElementTree.SubElement(folder, "device", id=node.id)
        set_text(folder, "maxConflicts", str(max_conflicts))
        for name, text in {**OPTIONS, "listenAddress": f"tcp://127.0.0.1:{self.port}"}.items():
            set_text(root.find("options"), name, text)
        root.find("gui/address").text = f"127.0.0.1:{self.api_port}"
        tree.write(path)

    def start(self):
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["nice", "syncthing", f"--home={self.home}", "--no-browser", "--no-restart", "--no-upgrade"],
                stdout=log, stderr=log, env={**self.computer.make_environment(), "GOMAXPROCS": "1"})
        wait_for(f"{self.computer.name}'s Syncthing", self.is_up)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def ask(self, path, method="GET"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.api_port}/rest/{path}", method=method,
                                         headers={"X-API-Key": self.key})
        with urllib.request.urlopen(request, timeout=20) as answer:
            content = answer.read()
        return json.loads(content) if content.strip() else None

    def is_up(self):
        assert self.process.poll() is None, "Syncthing ended"
        try:
            return self.ask("system/ping") is not None
        except OSError:
            return False

    def is_connected(self, n):
        connections = self.ask("system/connections")["connections"].values()
        return sum(c["connected"] for c in connections) == n

    def scan(self):
        self.ask("db/scan?folder=journal", "POST")

    def status(self):
        return self.ask("db/status?folder=journal")

    def is_heard_by(self, other):
        """Whether the other one has told that it has all that this one knows of."""
        lacks = self.ask(f"db/completion?folder=journal&device={other.id}")
        return not (lacks["needItems"] or lacks["needDeletes"])


class Syncthing:
    def __init__(self, computers, max_conflicts=10):
        self.computers = computers
        self.nodes = [Node(computer) for computer in computers]
        for node in self.nodes:
            node.configure(self.nodes, max_conflicts)
        for node in self.nodes:
            node.start()
        self.is_cut = True
        self.join()

    def stop(self):
        for node in self.nodes:
            node.stop()

    def switch(self, verb):
        for node in self.nodes:
            for other in self.nodes:
                if other is not node:
                    node.ask(f"system/{verb}?device={other.id}", "POST")

    def wait_for_links(self, n):
        wait_for(f"{n} links", lambda: all(node.is_connected(n) for node in self.nodes))

    def cut(self):
        self.switch("pause")
        self.wait_for_links(0)
        self.is_cut = True

    def join(self):
        if self.is_cut:
            self.switch("resume")
            self.wait_for_links(len(self.nodes) - 1)
        self.is_cut = False

    def find_state(self):
        """What all hold in common; None while somebody is at work or lacks something. Counts and sizes may
        be equal while one has not heard yet of what another one changed: whoever changed it knows."""
        states = [node.status() for node in self.nodes]
        if any(s["state"] != "idle" or s["needTotalItems"] for s in states):
            return None
        contents = {(s["globalFiles"], s["globalDeleted"], s["globalBytes"]) for s in states}
        if len(contents) > 1 or not all(node.is_heard_by(other) for node in self.nodes for other in self.nodes
                                        if other is not node):
            return None
        return (contents.pop(), *(s["sequence"] for s in states))

    def settle(self, quiet=1.2, patience=120):
        """Until nothing moves for a while, all that is on the disks known to Syncthing."""
        end = time.monotonic() + patience
        if self.is_cut:
            return
        last, since = None, time.monotonic()
        while time.monotonic() < end:
            for node in self.nodes:
                node.scan()
            state = self.find_state()
            if state is None or state != last:
                last, since = state, time.monotonic()
            elif time.monotonic() - since > quiet:
                return
            time.sleep(0.2)
        raise AssertionError("Syncthing does not come to rest")
