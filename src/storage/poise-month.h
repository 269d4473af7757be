/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The content of one month file: reading it strictly, writing it stably.
 * src/storage/STORE.md describes each member.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "poise-month-reader.h"

G_BEGIN_DECLS

/**
 * PoiseMonth: (foreign)
 * @name: the month, `YYYY-MM`
 * @version: the format's version that the file names
 * @entries: (element-type PoiseEntry): what could be read, in the file's order
 * @unreadable: (element-type JsonNode): members of the file's list that are no
 *   entries of this month, kept to be written back
 * @extra: (nullable): members of the file that this version does not know
 * @stamp: (nullable): the state of the file that it was read from, as poise_file_get_stamp()
 *   tells it
 */
typedef struct
{
  char *name;
  gint64 version;
  GPtrArray *entries;
  GPtrArray *unreadable;
  JsonObject *extra;
  char *stamp;
} PoiseMonth;

PoiseMonth *poise_month_new (const char *name);
void poise_month_free (PoiseMonth *self);

PoiseMonth *poise_month_parse (const char *data,
                               gsize length,
                               const char *name,
                               const char *file_name,
                               GError **error);
GString *poise_month_serialize (PoiseMonth *self);

PoiseEntry *poise_month_find (PoiseMonth *self, const char *id, guint *position);
gboolean poise_month_take_extra (PoiseMonth *self, PoiseMonth *other);
void poise_month_sort (PoiseMonth *self);
gboolean poise_month_name_is_valid (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseMonth, poise_month_free)

G_END_DECLS
