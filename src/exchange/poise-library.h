/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Libraries that are loaded when they are first used: every start would else resolve all
 * their symbols.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Their interfaces have had these numbers since 2013 and 2004. */
#define POISE_LIBRARY_ARCHIVE "libarchive.so.13"
#define POISE_LIBRARY_SQLITE "libsqlite3.so.0"

/* For lists of functions: a member of a structure that has nothing but them, and its name. */
#define POISE_LIBRARY_MEMBER(name) __typeof__ (name) *name;
#define POISE_LIBRARY_NAME(name) #name,

gboolean poise_library_load (const char *library, const char *const *names, gpointer functions);

G_END_DECLS
