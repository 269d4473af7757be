/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in this version, out of the metainfo file that is built in. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_release_notes_get (void);

G_END_DECLS
