/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that other programs encrypted, which are named as such. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

gboolean poise_locked_check (const PoiseSourceFile *file, PoiseImport *import);

G_END_DECLS
