/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jrnl's journals: its text file, and its JSON export. */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

void poise_jrnl_read (PoiseSource *source, PoiseImport *import);
void poise_jrnl_json_read (PoiseSource *source, PoiseImport *import);

G_END_DECLS
