/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars that slide in when they are first needed. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_reveal (GtkWidget *bar, gboolean is_revealed);

G_END_DECLS
