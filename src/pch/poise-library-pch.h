/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What takes longest to read in most files of the library, read once where b_pch is on
 * (build-aux/test). Every file includes what it needs itself; without b_pch this is not used.
 */

/* As the files that need it do before their first header. */
#define _GNU_SOURCE

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
