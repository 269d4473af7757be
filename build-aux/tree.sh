# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by build-aux/setup and build-aux/inside: where Poise is built. On a
# system whose GTK is too old that is a Debian 13 tree, kept in a folder. With
# POISE_SUITE=forky it is one of Debian's next release, with a newer GTK, on every system.

suite=${POISE_SUITE:-trixie}
tree=${POISE_TREE:-${XDG_CACHE_HOME:-$HOME/.cache}/poise/$suite}

# is_at_least VERSION WANTED
is_at_least() {
  [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# The GTK that apt could install here; a bare system has no lists yet, but its
# release tells as well.
gtk_candidate() {
  candidate=$(apt-cache policy libgtk-4-dev 2>/dev/null | sed -n 's/^  Candidate: \([0-9.]*\).*/\1/p')
  [ -n "$candidate" ] || candidate=$(. /etc/os-release && case $ID-${VERSION_ID:-} in
    debian-1[012] | ubuntu-2[0-4].*) echo 4.0 ;;
    *) echo 5 ;;
  esac)
  echo "$candidate"
}

# Whether Poise has to be built in the tree: apt is there, and has only an older GTK.
needs_tree() {
  [ -z "${POISE_INSIDE:-}" ] || return 1
  command -v dpkg-query >/dev/null || return 1
  [ -z "${POISE_SUITE:-}" ] || return 0
  ! pkg-config --atleast-version=4.18 gtk4 2>/dev/null || return 1
  [ ! -d "$tree" ] || return 0
  ! is_at_least "$(gtk_candidate)" 4.18
}

# How root is had; empty where this is root.
as_root() {
  [ "$(id -u)" -eq 0 ] || echo sudo -E
}
