/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery key: what opens a journal whose passphrase was forgotten, as a person prints and
 * types it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_recovery_key_new (void);
gboolean poise_recovery_key_derive (const char *text, guint8 *key);

G_END_DECLS
