/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was deleted: to look at, to bring back, to be rid of. */

#pragma once

#include <gtk/gtk.h>

#include "poise-context.h"

G_BEGIN_DECLS

#define POISE_TYPE_TRASH_PAGE (poise_trash_page_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTrashPage, poise_trash_page, POISE, TRASH_PAGE, GtkWidget)

G_END_DECLS
