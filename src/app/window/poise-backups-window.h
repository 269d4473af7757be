/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the journal's earlier states, and goes back to one. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_BACKUPS_WINDOW (poise_backups_window_get_type ())

G_DECLARE_FINAL_TYPE (PoiseBackupsWindow, poise_backups_window, POISE, BACKUPS_WINDOW, AdwWindow)

PoiseBackupsWindow *poise_backups_window_new (GtkWindow *parent, PoiseStore *store);

G_END_DECLS
