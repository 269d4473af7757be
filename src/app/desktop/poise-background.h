/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asks the desktop to start Poise with the session, so that it can remind: by
 * the background portal in a sandbox, by an autostart file elsewhere.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void poise_background_set_async (gboolean is_wanted, GAsyncReadyCallback callback, gpointer data);
gboolean poise_background_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
