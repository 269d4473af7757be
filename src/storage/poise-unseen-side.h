/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What this computer wrote last into a file that is no month, as learned.json, and has not seen
 * yet in one that another computer wrote; see poise-unseen.h, which does the same for months.
 */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

GBytes *poise_unseen_side_complete (PoiseFolder *folder, const char *name, GBytes *bytes);
void poise_unseen_side_note (PoiseFolder *folder, const char *name, GBytes *bytes);
void poise_unseen_side_follow (PoiseFolder *folder, const char *name);
gboolean poise_unseen_side_write (PoiseFolder *folder,
                                  const char *name,
                                  const char *stamp,
                                  GBytes *found,
                                  GBytes *merged,
                                  GDateTime *now,
                                  GError **error);

gboolean poise_unseen_side_has_changed (PoiseFolder *folder);
void poise_unseen_side_bring_back (PoiseFolder *folder, GDateTime *now);
void poise_unseen_side_forget (PoiseFolder *folder, GDateTime *now);

G_END_DECLS
