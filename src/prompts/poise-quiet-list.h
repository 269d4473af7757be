/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries that the person wants to be left in peace about. */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-json.h"

G_BEGIN_DECLS

typedef struct _PoiseQuietList PoiseQuietList;

PoiseQuietList *poise_quiet_list_new (void);
void poise_quiet_list_free (PoiseQuietList *self);

gboolean poise_quiet_list_has (PoiseQuietList *self, const char *id);
void poise_quiet_list_put (PoiseQuietList *self, const char *id, gboolean is_quiet);
void poise_quiet_list_apply (PoiseQuietList *self, PoiseQuietList *from, PoiseQuietList *to);
void poise_quiet_list_add_all (PoiseQuietList *self, PoiseQuietList *other);
void poise_quiet_list_clear (PoiseQuietList *self);

void poise_quiet_list_write_json (PoiseQuietList *self, PoiseJsonWriter *writer);
void poise_quiet_list_read_json (PoiseQuietList *self, JsonArray *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseQuietList, poise_quiet_list_free)

G_END_DECLS
