/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests share: a folder that goes away, a clock that stands, entries. */

#pragma once

#include "poise-folder.h"
#include "poise-journal.h"

G_BEGIN_DECLS

char *poise_test_make_folder (void);
void poise_test_remove_folder (const char *path);
GDateTime *poise_test_clock (gpointer unused);
PoiseEntry *poise_test_entry (const char *day, const char *text, gboolean has_share, double share);
char *poise_test_read (const char *folder, const char *name);
void poise_test_write (const char *folder, const char *name, const char *text);

G_END_DECLS
