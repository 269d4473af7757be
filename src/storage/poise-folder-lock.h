/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's lock, and what has to be in order before anybody writes. */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

gboolean poise_folder_check_head (PoiseFolder *self, GError **error);
gboolean poise_folder_set_version (PoiseFolder *self, gboolean is_locked, GError **error);
void poise_folder_remove_strays (PoiseFolder *self);
int poise_folder_lock (PoiseFolder *self, GError **error);
int poise_folder_prepare (PoiseFolder *self, GDateTime *now, GError **error);
gboolean poise_folder_recover (PoiseFolder *self, GDateTime *now, GError **error);

G_END_DECLS
