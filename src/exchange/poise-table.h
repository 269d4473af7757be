/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a table in a text (CSV): with commas, semicolons or tabs between the
 * values. A row that is not written as it should be is kept whole or refused by
 * its line; nothing of it is dropped.
 */

#pragma once

#include "poise-source.h"

G_BEGIN_DECLS

/**
 * PoiseTable:
 * @names: (element-type utf8): the columns' names, in lower case
 * @line: the line on which the last row begins
 */
typedef struct
{
  GPtrArray *names;
  guint line;

  /*< private >*/
  char *text;
  const char *at;
  guint next_line;
  const char *far; /* quotations do not go on over lines before this place */
  char separator;
  const PoiseSourceFile *file;
  PoiseImport *import;
} PoiseTable;

PoiseTable *poise_table_new (const PoiseSourceFile *file, PoiseImport *import);
void poise_table_free (PoiseTable *self);

gboolean poise_table_next (PoiseTable *self, gboolean joins_rest, GPtrArray **row);
const char *poise_table_get (const PoiseTable *self, GPtrArray *row, const char *name);
PoiseDateOrder poise_table_get_order (const PoiseTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseTable, poise_table_free)

G_END_DECLS
