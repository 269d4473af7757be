/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format a file or a folder is of, by its names and what it begins with. */

#pragma once

#include "poise-exchange.h"

G_BEGIN_DECLS

const PoiseImporter *
poise_guess_importer (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
