/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands before a window and is not one of its AdwDialogs: file choosers and print dialogs,
 * which may belong to another program. Each is begun with what is here, so that all of them go when
 * the journal is locked: they know what is in it.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GCancellable *poise_choosers_get_cancellable (GtkWindow *window);
void poise_choosers_add_printing (GtkWindow *window, GtkPrintOperation *operation);
void poise_choosers_close (GtkWindow *window);

G_END_DECLS
