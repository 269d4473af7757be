/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user guide, in the person's language, shown by their browser. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void poise_help_show (GtkWindow *parent);

G_END_DECLS
