/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says that the open entry was deleted elsewhere, and restores it. */

#pragma once

#include <adwaita.h>

#include "poise-entry-opener.h"
#include "poise-history.h"

G_BEGIN_DECLS

AdwToast *
poise_deleted_toast_new (PoiseEntryOpener *opener, PoiseEntry *entry, PoiseHistory *history);

G_END_DECLS
