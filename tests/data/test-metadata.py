#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What desktops, software shops and Flathub ask of Poise's data, and where it is
installed: test-metadata.py SOURCE_ROOT BUILD_ROOT

The rules are Flathub's requirements and quality guidelines (docs.flathub.org) and
GNOME's for application icons; what is judged are the built files."""

import colorsys
import configparser
import contextlib
import fnmatch
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import tap  # noqa: E402

ROOT, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
BASE_ID = "io.github.poise_journal.Poise"

# What appstreamcli may remark: our id has GNOME's spelling, and the version of
# Debian 12 does not know <developer> yet.
REMARKS = {"cid-contains-uppercase-letter", "unknown-tag"}

# All that `meson install` may put anywhere; {id} is the application's id.
INSTALLED = """
    usr/bin/poise
    usr/bin/poise-cli
    usr/share/applications/{id}.desktop
    usr/share/bash-completion/completions/poise-cli
    usr/share/dbus-1/services/{id}*.service
    usr/share/fish/vendor_completions.d/poise-cli.fish
    usr/share/glib-2.0/schemas/{id}.gschema.xml
    usr/share/gnome-shell/search-providers/{id}*.ini
    usr/share/help/*/poise/*
    usr/share/icons/hicolor/scalable/apps/{id}.svg
    usr/share/icons/hicolor/symbolic/apps/{id}-symbolic.svg
    usr/share/locale/*/LC_MESSAGES/poise.mo
    usr/share/man/man1/poise.1
    usr/share/man/man1/poise-cli.1
    usr/share/metainfo/{id}.metainfo.xml
    usr/share/poise/*
    usr/share/zsh/site-functions/_poise-cli
""".split()
OPTIONAL = ("search-providers", "help", "locale")


@contextlib.contextmanager
def make_id():
    path, = (BUILD / "data").glob("*.metainfo.xml")
    yield path.name.removesuffix(".metainfo.xml")


def run(*command):
    if shutil.which(command[0]) is None:
        raise tap.Skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True)


def read_metainfo(id):
    """As it is in English: the translations of a paragraph stand beside it."""
    root = xml.etree.ElementTree.parse(BUILD / "data" / f"{id}.metainfo.xml").getroot()
    for parent in root.iter():
        for child in list(parent):
            if "{http://www.w3.org/XML/1998/namespace}lang" in child.attrib:
                parent.remove(child)
    return root


def read_desktop(id):
    desktop = configparser.RawConfigParser(strict=True)
    desktop.optionxform = str
    desktop.read(BUILD / "data" / f"{id}.desktop", encoding="utf-8")
    return desktop["Desktop Entry"]


def read_manifest(name):
    return json.loads((ROOT / "flatpak" / name).read_text())


def test_desktop_file(id):
    result = run("desktop-file-validate", BUILD / "data" / f"{id}.desktop")
    assert (result.returncode, result.stdout) == (0, ""), result.stdout
    desktop = read_desktop(id)
    assert desktop["Icon"] == id and desktop["Exec"].split()[0] == "poise"
    assert set(desktop["Categories"].split(";")) - {"", "GNOME", "GTK"}
    # Started by its name on the bus, which asks for a service file of that name.
    assert desktop["DBusActivatable"] == "true"
    service = configparser.RawConfigParser()
    service.read(BUILD / "data" / f"{id}.service")
    assert service["D-BUS Service"]["Name"] == id


def test_metainfo_is_valid(id):
    result = run("appstreamcli", "validate", "--no-net", "--pedantic",
                 BUILD / "data" / f"{id}.metainfo.xml")
    remarks = set(re.findall(r"^[EWIP]: \S+ ([\w-]+)", result.stdout, re.M))
    assert result.returncode == 0 and remarks <= REMARKS, result.stdout
    assert not re.search("^[EW]:", result.stdout, re.M), result.stdout


def test_metainfo_texts(id):
    root = read_metainfo(id)
    name, summary = root.findtext("name"), root.findtext("summary")
    assert len(name) <= 15 and name.isalpha()
    assert 10 <= len(summary) <= 35 and summary[0].isupper() and summary[-1].isalpha()
    assert name not in summary and summary.split()[0] not in ("A", "An", "The")
    words = " ".join(" ".join(e.itertext()) for e in root.find("description"))
    assert 200 <= len(words) <= 900, len(words)
    assert len(root.findall("description/ul/li")) <= 10
    assert root.find("developer").get("id") == BASE_ID.rpartition(".")[0]
    assert root.findtext("developer/name")
    assert root.findtext("launchable[@type='desktop-id']") == f"{id}.desktop"
    assert root.find("content_rating").get("type") == "oars-1.1"
    assert {u.get("type") for u in root.findall("url")} >= {
        "homepage", "bugtracker", "vcs-browser", "contribute", "help", "translate", "contact"}


def test_metainfo_says_where_it_can_be_used(id):
    root = read_metainfo(id)
    assert {c.text for c in root.findall("supports/control")} == {"keyboard", "pointing", "touch"}
    assert root.findtext("supports/internet") == "offline-only"
    length = root.find("requires/display_length")
    window = xml.etree.ElementTree.parse(ROOT / "src" / "app" / "window" / "poise-window.ui")
    assert length.get("compare") == "ge"
    assert length.text == window.findtext("template/property[@name='width-request']")


def test_every_release_has_notes(id):
    releases = read_metainfo(id).findall("releases/release")
    project = (ROOT / "meson.build").read_text()
    assert releases[0].get("version") == re.search(r"version: '([\d.]+)'", project)[1]
    for release in releases:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date"))
        notes = " ".join("".join(e.itertext()) for e in release.find("description"))
        assert 40 <= len(notes) <= 1200, (release.get("version"), len(notes))


def test_brand_colors(id):
    colors = {c.get("scheme_preference"): c.text
              for c in read_metainfo(id).findall("branding/color[@type='primary']")}
    assert set(colors) == {"light", "dark"}
    hls = {k: colorsys.rgb_to_hls(*(int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)))
           for k, c in colors.items()}
    assert hls["light"][1] > 0.7 and hls["dark"][1] < 0.4, hls
    assert all(saturation > 0.3 for _, _, saturation in hls.values()), hls
    # The icon's own hue: that of its cover, the colour that is the most of it.
    icon = (ROOT / "data/icons/hicolor/scalable/apps" / f"{BASE_ID}.svg").read_text()
    covers = re.findall(r'stop-color="#(\w{6})"', icon)
    cover = max(covers, key=covers.count)
    hue = colorsys.rgb_to_hls(*(int(cover[i:i + 2], 16) / 255 for i in (0, 2, 4)))[0]
    assert all(abs(own - hue) < 0.02 for own, _, _ in hls.values()), (hue, hls)


def measure(path):
    """A picture's width and height, how much of it is covered, and the box of what is
    not clear or, with a shadow, of what is opaque: width, height, left, top."""
    out = run("convert", path, "-alpha", "extract", "-format", "%w %h %[fx:mean] ",
              "-write", "info:", "-threshold", "99%", "-format", "%@", "info:").stdout
    width, height, covered, box = out.split()
    return int(width), int(height), float(covered), [int(n) for n in re.findall(r"\d+", box)]


def test_screenshots(id):
    shots = read_metainfo(id).findall("screenshots/screenshot")
    assert 3 <= len(shots) <= 6 and shots[0].get("type") == "default"
    version = read_metainfo(id).find("releases/release").get("version")
    styles = set()
    for shot in shots:
        caption, url = shot.findtext("caption"), shot.findtext("image")
        assert caption and caption[0].isupper() and caption[-1].isalpha(), caption
        tag, _, name = url.partition("/data/screenshots/")
        assert tag == f"https://raw.githubusercontent.com/poise-journal/poise/v{version}", url
        width, height, covered, window = measure(ROOT / "data" / "screenshots" / name)
        # The window alone, no larger than 1000 × 700, with its shadow around it.
        assert window[0] <= 1000 and window[1] <= 700, (name, window)
        assert window[0] < width and window[1] < height and 0.6 < covered < 0.95, (name, covered)
        styles.add(shot.get("environment"))
    assert styles == {"gnome", "gnome:dark"}


def read_svg(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    return root, {e.tag.rpartition("}")[2] for e in root.iter()}


def draw(path, size, folder):
    png = pathlib.Path(folder) / f"{path.stem}-{size}.png"
    assert run("rsvg-convert", "-w", str(size), "-h", str(size), path, "-o", png).returncode == 0
    return png


def test_icons(id):
    folder = ROOT / "data" / "icons" / "hicolor" / "scalable" / "apps"
    for name in (BASE_ID, BASE_ID + ".Devel"):
        root, tags = read_svg(folder / f"{name}.svg")
        assert root.get("viewBox") == "0 0 128 128", name
        # No shadow of its own, no picture inside, no text.
        assert not tags & {"filter", "image", "text"}, tags
        with tempfile.TemporaryDirectory() as place:
            _, _, covered, box = measure(draw(folder / f"{name}.svg", 128, place))
            width, height, left, top = box
            # On GNOME's grid: clear of the edge, and neither thin nor filling.
            assert min(left, top, 128 - left - width, 128 - top - height) >= 4, box
            assert max(width, height) >= 104 and 0.45 < covered < 0.72, (box, covered)
            small = run("convert", draw(folder / f"{name}.svg", 16, place),
                        "-background", "white", "-alpha", "remove", "+dither", "-colors", "5",
                        "-format", "%k", "info:").stdout
            assert int(small) == 5, small


def test_symbolic_icon(id):
    path = ROOT / "data/icons/hicolor/symbolic/apps" / f"{BASE_ID}-symbolic.svg"
    root, tags = read_svg(path)
    assert root.get("viewBox") == "0 0 16 16" and tags == {"svg", "path"}, tags
    assert {e.get("fill") for e in root} == {"#2e3436"}


def test_install(id):
    with tempfile.TemporaryDirectory() as folder:
        prefix = json.loads((BUILD / "meson-info/intro-buildoptions.json").read_text())
        prefix = next(o["value"] for o in prefix if o["name"] == "prefix").strip("/")
        result = run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", folder)
        assert result.returncode == 0, result.stdout + result.stderr
        found = {str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*")
                 if not p.is_dir()}
        wanted = [w.format(id=id).replace("usr/", prefix + "/", 1) for w in INSTALLED]
        stray = {f for f in found if not any(fnmatch.fnmatchcase(f, w) for w in wanted)}
        absent = {w for w in wanted if not any(o in w for o in OPTIONAL) and
                  not any(fnmatch.fnmatchcase(f, w) for f in found)}
        assert not stray and not absent, (stray, absent)
        model = pathlib.Path(folder, prefix, "share/poise/models/en.model")
        assert model.read_bytes() == (ROOT / "data/tagger/en.model").read_bytes()


def test_flatpak_manifest(id):
    manifest = read_manifest(f"{BASE_ID}.json")
    assert manifest["id"] == BASE_ID and manifest["command"] == "poise"
    assert (manifest["runtime"], manifest["sdk"]) == ("org.gnome.Platform", "org.gnome.Sdk")
    # No network, no files, no further names on the bus.
    assert sorted(manifest["finish-args"]) == [
        "--device=dri", "--share=ipc", "--socket=fallback-x11", "--socket=wayland"]
    assert not any("debug" in c for c in manifest["cleanup"])
    assert "branch" not in manifest and "default-branch" not in manifest
    *modules, poise = manifest["modules"]
    for source in (s for m in modules for s in m["sources"]):
        assert source["type"] == "archive" and source["url"].startswith("https://"), source
        assert re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), source
        assert not set(source) & {"md5", "sha1"}
    assert poise["buildsystem"] == "meson"
    assert poise["sources"] == [{"type": "dir", "path": ".."}]


def test_flatpak_manifests_have_flathubs_style(id):
    """Four spaces, and each by itself: no manifest of a module beside it."""
    files = set((ROOT / "flatpak").glob("*.json"))
    assert {path.name for path in files} == {f"{BASE_ID}.json", f"{BASE_ID}.Devel.json"}
    for path in files:
        text = path.read_text()
        assert text == json.dumps(json.loads(text), indent=4) + "\n", path


def test_flatpak_devel_manifest_differs_in_its_name_alone(id):
    manifest, devel = (read_manifest(f"{BASE_ID}{suffix}.json") for suffix in ("", ".Devel"))
    assert devel.pop("id") == manifest.pop("id") + ".Devel"
    assert devel.pop("desktop-file-name-suffix") == " (Development)"
    for each, profile in ((manifest, "default"), (devel, "development")):
        each["modules"][-1]["config-opts"].remove(f"-Dprofile={profile}")
    assert devel == manifest


tap.main(make_id)
