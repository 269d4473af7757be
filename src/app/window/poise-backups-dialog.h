/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the journal's earlier states, and goes back to one. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_BACKUPS_DIALOG (poise_backups_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseBackupsDialog, poise_backups_dialog, POISE, BACKUPS_DIALOG, AdwDialog)

AdwDialog *poise_backups_dialog_new (PoiseStore *store);

G_END_DECLS
