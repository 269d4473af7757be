/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry as a JSON object of a month file, and back. */

#pragma once

#include "poise-entry.h"
#include "poise-json.h"

G_BEGIN_DECLS

PoiseEntry *poise_entry_from_json (JsonObject *object, GError **error);
void poise_entry_write_json (PoiseEntry *entry, PoiseJsonWriter *writer);

G_END_DECLS
