#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about the tree itself: check-tree.py SOURCE_ROOT POISE_CLI"""

import contextlib
import ctypes
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import tap  # noqa: E402

ROOT, CLI = pathlib.Path(sys.argv[1]), sys.argv[2]

# What a folder's files may include besides their own; src/DESIGN.md says why.
_JOURNAL = {"base", "journal"}
_FILES = {"storage", "storage/recovery"}
_LIBRARY = _JOURNAL | _FILES | {
    "balance", "prompts", "storage/store", "tagger", "exchange", "chart", "session"}
_PAGE = _LIBRARY | {"app/widgets", "app/chart"}
ARROWS = {
    "base": set(),
    "journal": {"base"},
    "balance": _JOURNAL,
    "prompts": _JOURNAL | {"balance"},
    "storage": _JOURNAL | {"prompts"},
    "storage/recovery": _JOURNAL | {"prompts", "storage"},
    "storage/store": _JOURNAL | {"prompts"} | _FILES,
    "tagger": _JOURNAL,
    "exchange": _JOURNAL | {"balance", "prompts"} | _FILES,
    "chart": _JOURNAL | {"balance"},
    "session": _LIBRARY,
    "cli": _LIBRARY,
    # A widget knows no journal, a page no window.
    "app/widgets": set(),
    "app/chart": {"base", "chart"},
    "app/desktop": _LIBRARY,
    "app/journal": _PAGE,
    "app/balance": _PAGE | {"app/exchange", "app/journal"},
    "app/write": _PAGE | {"app/journal"},
    "app/prompts": _PAGE | {"app/exchange"},
    "app/exchange": _PAGE,
    "app/lock": _PAGE,
    "app/preferences": _PAGE | {"app/desktop", "app/lock", "app/prompts", "app/write"},
    "app/window": _PAGE | {"app/balance", "app/desktop", "app/exchange", "app/journal", "app/lock",
                           "app/preferences", "app/prompts", "app/write"},
    "app": {"base", "app/window"},
}


@contextlib.contextmanager
def make_root():
    yield ROOT


def read_sources(root, *suffixes):
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes:
                yield path, path.read_text(encoding="utf-8")


def find_folder(root, path):
    return path.parent.relative_to(root / "src").as_posix()


def test_arrows(root):
    owner = {path.name: find_folder(root, path) for path in (root / "src").rglob("*.h")}
    wrong = []
    for path, text in read_sources(root, ".c", ".h"):
        if root / "src" not in path.parents:
            continue
        folder = find_folder(root, path)
        for name in re.findall(r'#include "([^"]+)"', text):
            target = owner.get(name)
            if target not in (None, folder) and target not in ARROWS.get(folder, set()):
                wrong.append(f"{path}: {name} is of src/{target}")
    assert not wrong, wrong


def find_circles(arrows):
    """Tarjan's strongly connected components of more than one node."""
    index, low, stack, circles = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in arrows[node] & arrows.keys():
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            circle = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(circle) > 1:
                circles.append(sorted(circle))

    for node in arrows:
        if node not in index:
            visit(node)
    return circles


def test_no_circle_of_folders(root):
    """What may be included goes one way, so that what is included does."""
    folders = {find_folder(root, path) for path in (root / "src").rglob("*.c")}
    assert folders == ARROWS.keys(), folders ^ ARROWS.keys()
    circles = find_circles(ARROWS)
    assert not circles, circles


def test_no_circle_of_files(root):
    # A .c counts with its .h and its -private.h.
    def name_unit(name):
        return re.sub(r"(-private)?\.[ch]$", "", pathlib.Path(name).name)

    assert find_circles({"a": {"b"}, "b": {"c", "x"}, "c": {"b"}, "d": {"a", "d"}}) == [["b", "c"]]
    arrows = {}
    for path, text in read_sources(root, ".c", ".h"):
        if root / "src" in path.parents:
            arrows.setdefault(name_unit(path.name), set()).update(
                name_unit(name) for name in re.findall(r'#include "([^"]+)"', text))
    circles = find_circles(arrows)
    assert not circles, circles


def test_no_circle_of_calls(root):
    """Files that share a private header do not include each other, and may call each other."""
    texts = {path.name: re.sub(r"/\*.*?\*/", "", text, flags=re.S)
             for path, text in read_sources(root, ".c") if root / "src" in path.parents}
    owner = {name: file for file, text in texts.items() for name in
             re.findall(r"^(?!static\b)\w[\w *]*\n(\w+) \([^;{}]*\)\n\{", text, re.M)}
    assert owner["poise_store_put_edited"] == "poise-store-write.c"
    circles = find_circles({file: {owner.get(name) for name in re.findall(r"\bpoise_\w+", text)}
                            for file, text in texts.items()})
    assert not circles, circles


def test_only_the_app_knows_gtk(root):
    for path, text in read_sources(root, ".c", ".h"):
        if not {"app", "bench"} & set(path.parts):
            assert not re.search(r"#include <(gtk|adwaita|gdk)", text), path


def test_cli_links_no_gtk(root):
    libraries = subprocess.run(["ldd", CLI], capture_output=True, text=True, check=True).stdout
    assert "libglib" in libraries and "libgtk" not in libraries and "libadwaita" not in libraries


def test_cli_says_what_it_loads(root):
    """Where packaging tools look for what is loaded and not linked."""
    if shutil.which("readelf") is None:
        raise tap.Skip("readelf is not installed")
    text = subprocess.run(["readelf", "-W", "--notes", "--string-dump=.note.dlopen", CLI],
                          capture_output=True, text=True).stdout
    assert "FDO" in text, text
    notes = json.loads(re.search(r"\[\{.*\}\]", text)[0])
    assert [n["feature"] for n in notes] == ["archive", "sqlite"], notes
    for note in notes:
        assert note["priority"] == "recommended"
        ctypes.CDLL(note["soname"][0])


def test_choices_name_what_they_offer(root):
    """GTK gives the items of a chooser no names of their own."""
    for path in (root / "src" / "app").rglob("*.ui"):
        choosers = re.findall(r'"(?:AdwComboRow|GtkDropDown)" id="(\w+)"', path.read_text())
        code = path.with_suffix(".c").read_text()
        for name in choosers:
            assert re.search(rf"_name(_drop_down)? \((GTK_WIDGET \()?self->{name}\b", code), (path, name)
    for path, text in read_sources(root, ".c"):
        if re.search(r"(adw_combo_row|gtk_drop_down)_new \(", text) and root / "src" in path.parents:
            assert re.search(r"poise_(choice_items_name|accessible_name_drop_down) \(", text), path


def test_potfiles_are_complete(root):
    listed = set((root / "po" / "POTFILES.in").read_text().split())
    marked = {str(p.relative_to(root)) for p in (root / "src").rglob("*.c")
              if re.search(r'\b(_|N_|C_|NC_|ngettext) \(\s*"', p.read_text())}
    marked |= {str(p.relative_to(root)) for p in (root / "src").rglob("*.ui")
               if 'translatable="yes"' in p.read_text()}
    marked |= {str(p.relative_to(root)) for p in (root / "data").glob("*.in")
               if p.suffixes[-2] in (".desktop", ".xml")}
    assert listed == marked, listed ^ marked


def test_catalogues(root):
    listed = (root / "po" / "LINGUAS").read_text().split()
    assert listed == sorted(path.stem for path in (root / "po").glob("*.po"))
    if shutil.which("msgfmt") is None:
        raise tap.Skip("msgfmt is not installed")
    for language in listed:
        # A format that takes other arguments would crash; a header without its plural rule, too.
        result = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null",
                                 root / "po" / f"{language}.po"], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr


def test_format(root):
    # Each version has a taste of its own; ours is Debian 13's.
    program = shutil.which("clang-format-19") or shutil.which("clang-format")
    if program is None:
        raise tap.Skip("clang-format is not installed")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    if "version 19." not in version:
        raise tap.Skip(f"the tree is formatted by version 19, this is {version.strip()}")
    files = [str(path) for path, _ in read_sources(root, ".c", ".h")]
    result = subprocess.run([program, "--dry-run", "--Werror", *files],
                            capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[:2000]


def test_every_source_is_built(root):
    for path in (root / "src").rglob("*.c"):
        top = root / "src" / path.relative_to(root / "src").parts[0]
        builds = "\n".join(build.read_text() for build in top.rglob("meson.build"))
        assert path.name in builds, path


def test_public_functions_are_documented(root):
    missing = []
    for path in (root / "src").rglob("*.h"):
        source = path.with_suffix(".c")
        if not source.exists() or path.parts[-2] == "cli":
            continue
        text = source.read_text()
        for name in re.findall(r"^[\w *]*?\b(poise_\w+) \(", path.read_text(), re.M):
            if f"\n{name} (" in text and f" * {name}:" not in text:
                missing.append(f"{source}: {name}")
    assert not missing, missing


def test_every_file_has_a_licence(root):
    """By its own head or REUSE.toml (https://reuse.software)."""
    if shutil.which("reuse") is None:
        raise tap.Skip("reuse is not installed")
    result = subprocess.run(["reuse", "--root", root, "lint"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_task_has_a_name(root):
    # g_task_set_source_tag() gives it: profilers and debuggers show it.
    for path, text in read_sources(root, ".c"):
        if root / "src" in path.parents:
            assert text.count("g_task_new (") == text.count("g_task_set_source_tag ("), path


def read_design(root):
    return (root / "src" / "DESIGN.md").read_text(encoding="utf-8")


def test_design_names_every_file(root):
    """A stranger finds a behaviour's file in the tables at the end."""
    listed, folder = set(), None
    for line in read_design(root).splitlines():
        if line.startswith("### "):
            folder = line[4:].rstrip("/")
        elif folder and (name := re.match(r"\| `([\w-]+)` \|", line)):
            listed.add(f"{folder}/{name[1]}")
    found = set()
    for path in (root / "src").rglob("*.c"):
        folder, name = str(path.parent.relative_to(root / "src")), path.stem.removeprefix("poise-")
        # The commands are listed in one line; main.c stands with the window.
        if folder != "cli" or name in ("cli", "cli-util"):
            found.add(f"{'app/window' if folder == 'app' else folder}/{name}")
    # Layouts of rectangles and the like may have a header only.
    headers = {f"{path.parent.relative_to(root / 'src')}/{path.stem.removeprefix('poise-')}"
               for path in (root / "src").rglob("*.h")}
    assert found <= listed <= found | headers, (found - listed, listed - found - headers)


def test_design_names_no_file_that_is_not(root):
    stems = {path.stem for path in (root / "src").rglob("poise-*")}
    for name in re.findall(r"`(?:[\w/]*/)?(poise-[\w-]+)(?:\.\w+)?`", read_design(root)):
        assert name in stems | {"poise-cli"}, name


def test_a_keystroke_goes_through_six_files(root):
    """As src/DESIGN.md says: each step's function stands in its file, and calls the next file."""
    steps = re.findall(r"^\d\. `(\S+)`: (.*)", read_design(root), re.M)
    assert len(steps) == 6, steps
    texts = [(root / "src" / path).read_text() for path, _ in steps]
    names = [re.findall(r"`(\w+)`", words) for _, words in steps]
    for (path, _), text, functions in zip(steps, texts, names):
        assert functions and all(f"\n{name} (" in text for name in functions), (path, functions)
    for text, functions in zip(texts, names[1:]):
        assert f"{functions[0]} (" in text, functions


def read_templates(root):
    for path in (root / "src").rglob("*.ui"):
        template = xml.etree.ElementTree.parse(path).find("template")
        if template is not None:
            yield path, template, path.with_suffix(".c").read_text()


def is_bound(template, child, source):
    return re.search(rf"bind_template_child \(\s*widget_class, {template.get('class')}, "
                     rf"{child.get('id')}\)", source) is not None


def test_templates_let_go_of_their_children(root):
    # gtk_widget_dispose_template() unparents what is bound, and nothing else.
    for path, template, source in read_templates(root):
        dispose = re.search(r"_dispose \(GObject \*object\)\n{\n.*?^}", source, re.S | re.M)
        type_name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", template.get("class")).upper()
        call = (rf"gtk_widget_dispose_template \(GTK_WIDGET \(\w+\), "
                rf"{type_name.replace('POISE_', 'POISE_TYPE_', 1)}\);")
        assert dispose is not None and re.search(call, dispose[0]), \
            f"{path}: its dispose() does not call gtk_widget_dispose_template()"
        if template.get("parent") == "GtkWidget":
            for child in template.findall("child/object"):
                assert child.get("class") in ("AdwBreakpoint", "GtkShortcutController") or \
                    is_bound(template, child, source), (path, child.attrib)


def test_templates_leave_no_parent_with_a_lost_child(root):
    # These keep a pointer of their own to the child, which dispose_template() does not clear.
    clearing = {"AdwBin": "adw_bin_set_child (ADW_BIN (self), NULL);",
                "AdwNavigationPage":
                    "adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);"}
    for path, template, source in read_templates(root):
        child = template.find("property[@name='child']/object")
        if template.get("parent") in clearing and is_bound(template, child, source):
            before = source.partition("gtk_widget_dispose_template")[0]
            assert clearing[template.get("parent")] in before, (path, child.attrib)


def test_objects_are_dropped_in_dispose(root):
    # In finalize() it would be too late to take a circle of objects apart.
    for path, text in read_sources(root, ".c"):
        for body in re.findall(r"_finalize \(GObject \*object\)\n{\n.*?^}", text, re.S | re.M):
            assert "g_clear_object (" not in body and "g_object_unref (" not in body, path


def test_no_dated_style_class(root):
    for path, text in read_sources(root, ".ui"):
        assert "dim-label" not in text, f"{path}: it is called “dimmed” now"


def test_data_files_are_well_formed(root):
    # tests/data/test-metadata.py judges what the built ones say.
    data = root / "data"
    for path in [*data.rglob("*.svg"), *(root / "src").rglob("*.ui"), *data.glob("*.xml*")]:
        xml.etree.ElementTree.parse(path)


def test_man_pages_name_every_command(root):
    table = (root / "src" / "cli" / "poise-cli.c").read_text()
    commands = re.findall(r'\{ "([\w-]+)",\s+poise_cli_run', table)
    assert commands == sorted(commands) and len(commands) >= 10
    for name in ("poise-cli.1", *(f"completions/{n}" for n in
                                  ("poise-cli.bash", "_poise-cli", "poise-cli.fish"))):
        text = (root / "data" / name).read_text()
        for command in commands:
            assert re.search(rf"\b{command}\b", text), (name, command)


tap.main(make_root)
