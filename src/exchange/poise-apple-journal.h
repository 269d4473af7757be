/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTML export of Apple's Journal: a page an entry. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_apple_journal_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
