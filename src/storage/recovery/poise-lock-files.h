/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which files of a journal do not lie there as they shall: readable ones in a locked journal,
 * sealed ones in another.
 */

#pragma once

#include "poise-folder.h"

G_BEGIN_DECLS

GPtrArray *poise_lock_list_unsettled (PoiseFolder *folder);
gboolean poise_lock_has_strays (PoiseFolder *folder);
GPtrArray *poise_lock_list_readable (PoiseFolder *folder);

G_END_DECLS
