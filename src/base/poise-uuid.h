/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUIDs of version 7, which sort by the time they were made. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_uuid_new (GDateTime *now, GRand *rand);

G_END_DECLS
