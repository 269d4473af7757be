/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-likeness.h"

/* A quotation that is damaged and longer than this is looked for once. */
#define MAX_LINES 100

/* What a row looked like when it was read. */
typedef struct
{
  const char *start;
  GPtrArray *values;
  gboolean has_stray; /* a quotation mark within a quotation */
  gboolean is_open;   /* a quotation does not end */
} Row;

static gboolean
is_end (const PoiseTable *self, char c)
{
  return c == '\0' || c == '\n' || c == self->separator;
}

/* As the rows of most tables do. */
static gboolean
begins_with_date (const PoiseTable *self, const char *line)
{
  g_auto (PoiseDate) date = { 0 };

  line += *line == '"';
  return poise_date_parse (line, POISE_DATE_ORDER_DAY_FIRST, &date) == POISE_DATE_READ &&
         date.end[*date.end == '"'] == self->separator;
}

/* A quotation that was not closed goes on over the next rows, to the next quotation mark: they
 * begin with a date as this one does. Where each row has one, the end is not looked for further. */
static gboolean
swallows_next_row (const PoiseTable *self, const Row *row)
{
  return row->has_stray && *self->at == '\n' && begins_with_date (self, self->at + 1) &&
         begins_with_date (self, row->start);
}

/* A quotation ends with a mark that stands before the end of the value; any other
 * one is part of it, though it should be written twice. */
static void
parse_quotation (PoiseTable *self, GString *value, Row *row)
{
  for (self->at++; *self->at != '\0'; self->at++)
    {
      const char *behind = self->at + 1 + strspn (self->at + 1, " ");

      if (*self->at == '"' && self->at[1] == '"')
        self->at++;
      else if (*self->at == '"' && is_end (self, *behind))
        {
          self->at = behind;
          return;
        }
      else if (*self->at == '"')
        row->has_stray = TRUE;
      if (swallows_next_row (self, row) || (*self->at == '\n' && self->at < self->far))
        break;
      self->next_line += *self->at == '\n';
      g_string_append_c (value, *self->at);
    }
  row->is_open = TRUE;
}

static char *
parse_value (PoiseTable *self, Row *row)
{
  GString *value = g_string_new (NULL);
  const char *start = self->at + strspn (self->at, " ");

  if (*start == '"' && self->separator != ' ')
    {
      self->at = start;
      parse_quotation (self, value, row);
      return g_string_free (value, FALSE);
    }
  for (; !is_end (self, *self->at); self->at++)
    g_string_append_c (value, *self->at);
  return g_string_free (value, FALSE);
}

static void
parse_row (PoiseTable *self, Row *row)
{
  *row = (Row) { .start = self->at, .values = g_ptr_array_new_with_free_func (g_free) };
  self->line = self->next_line;
  for (;;)
    {
      g_ptr_array_add (row->values, parse_value (self, row));
      if (*self->at != self->separator)
        break;
      self->at++;
    }
  if (*self->at == '\n')
    {
      self->at++;
      self->next_line++;
    }
}

/* A spreadsheet may say it: `sep=;`. */
static char
find_separator (PoiseTable *self)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize length;
  guint best = 0;
  char found = ',';

  if (g_ascii_strncasecmp (self->at, "sep=", 4) == 0 && self->at[4] != '\0' && self->at[5] == '\n')
    {
      found = self->at[4];
      self->at += 6;
      self->next_line++;
      return found;
    }
  length = strcspn (self->at, "\n");
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint n = 0;

      for (gsize j = 0; j < length; j++)
        n += self->at[j] == candidates[i];
      if (n > best)
        {
          best = n;
          found = candidates[i];
        }
    }
  return found;
}

/**
 * poise_table_new:
 * @file: a file
 * @import: where is noted what could not be read
 *
 * Reads the first row of a table, which names the columns.
 *
 * Returns: (transfer full): the table
 */
PoiseTable *
poise_table_new (const PoiseSourceFile *file, PoiseImport *import)
{
  PoiseTable *self = g_new0 (PoiseTable, 1);
  Row row;

  self->file = file;
  self->import = import;
  self->text = poise_source_decode (file, import);
  self->at = self->text;
  for (self->next_line = 1; *self->at == '\n'; self->at++)
    self->next_line++;
  self->separator = find_separator (self);
  parse_row (self, &row);
  self->names = row.values;
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *name = g_ptr_array_index (self->names, i);
      /* Blanks that do not break a line come along from web pages. */
      g_autofree char *words = poise_likeness_fold (name);

      self->names->pdata[i] = g_utf8_strdown (words, -1);
    }
  return self;
}

/**
 * poise_table_free:
 * @self: (transfer full): a table
 */
void
poise_table_free (PoiseTable *self)
{
  g_ptr_array_unref (self->names);
  g_free (self->text);
  g_free (self);
}

static void
trim_row (const PoiseTable *self, GPtrArray *values)
{
  while (values->len > self->names->len &&
         *(const char *) g_ptr_array_index (values, values->len - 1) == '\0')
    g_ptr_array_remove_index (values, values->len - 1);
}

/* Where the last column is the text, what is too much belongs to it. */
static void
join_rest (const PoiseTable *self, GPtrArray *values)
{
  guint last = self->names->len - 1;
  g_autoptr (GString) text = g_string_new (g_ptr_array_index (values, last));

  for (guint i = last + 1; i < values->len; i++)
    g_string_append_printf (text, "%c%s", self->separator,
                            (const char *) g_ptr_array_index (values, i));
  g_ptr_array_set_size (values, (int) last);
  g_ptr_array_add (values, g_strdup (text->str));
  poise_import_note (self->import, self->file->name, self->line,
                     _ ("this row has more values than there are columns; what is too much is "
                        "taken for a part of the text"));
}

/* Goes on with the line behind the one on which a damaged row begins. Where that went on to the end
 * of the file, or far, those behind it would too, and each would be read to there. */
static void
go_on (PoiseTable *self, const char *start)
{
  const char *end = strchr (start, '\n');

  if (*self->at == '\0' || self->next_line > self->line + MAX_LINES)
    self->far = MAX (self->far, self->at);

  self->at = end != NULL ? end + 1 : start + strlen (start);
  self->next_line = self->line + 1;
}

/* Whether it did so before the first mark that is no end. */
static gboolean
swallows_rows (const PoiseTable *self, const char *start)
{
  for (const char *line = start; line != NULL && line < self->at; line = strchr (line, '\n'))
    {
      gboolean is_first = line == start;

      line += *line == '\n';
      if (line < self->at && begins_with_date (self, line))
        {
          if (!is_first)
            return TRUE;
        }
      else if (is_first)
        return FALSE;
    }
  return FALSE;
}

static gboolean
check_row (PoiseTable *self, Row *row, const char *start, gboolean joins_rest)
{
  guint n = row->values->len, n_names = self->names->len;

  if (row->is_open)
    {
      poise_import_fail (self->import, self->file->name, self->line,
                         _ ("a quotation that begins in this row does not end"));
      go_on (self, start);
      return FALSE;
    }
  if (row->has_stray && swallows_rows (self, start))
    {
      poise_import_fail (self->import, self->file->name, self->line,
                         _ ("a quotation that begins in this row does not end"));
      go_on (self, start);
      return FALSE;
    }
  if (row->has_stray && n != n_names)
    {
      poise_import_fail (self->import, self->file->name, self->line,
                         _ ("a quotation mark within a text must be written twice; this row is "
                            "not read"));
      go_on (self, start);
      return FALSE;
    }
  if (row->has_stray)
    poise_import_note (self->import, self->file->name, self->line,
                       _ ("a quotation mark within a text is taken as it stands; please check"));
  if (n > n_names && !joins_rest)
    {
      poise_import_fail (self->import, self->file->name, self->line,
                         _ ("this row has %u values, and there are %u columns; a text with commas "
                            "in it must stand in quotes"),
                         n, n_names);
      return FALSE;
    }
  if (n > n_names)
    join_rest (self, row->values);
  return TRUE;
}

/* Spreadsheets write separators for rows without any value. */
static void
skip_blank_rows (PoiseTable *self)
{
  for (;;)
    {
      gsize n = 0;

      while (self->at[n] == self->separator || self->at[n] == ' ')
        n++;
      if (self->at[n] != '\n' && (n == 0 || self->at[n] != '\0'))
        return;
      self->at += n;
      if (*self->at == '\0')
        return;
      self->at++;
      self->next_line++;
    }
}

/**
 * poise_table_next:
 * @self: a table
 * @joins_rest: whether values that are too many belong to the last column
 * @row: (out) (transfer full) (nullable): the values; %NULL where they could not be
 *   read
 *
 * Reads the next row that holds anything.
 *
 * Returns: whether there was one
 */
gboolean
poise_table_next (PoiseTable *self, gboolean joins_rest, GPtrArray **row)
{
  Row read;
  const char *start;

  *row = NULL;
  skip_blank_rows (self);
  if (*self->at == '\0')
    return FALSE;
  start = self->at;
  parse_row (self, &read);
  trim_row (self, read.values);
  if (check_row (self, &read, start, joins_rest))
    *row = g_steal_pointer (&read.values);
  g_clear_pointer (&read.values, g_ptr_array_unref);
  return TRUE;
}

/**
 * poise_table_get:
 * @self: a table
 * @row: a row of it
 * @name: a column's name
 *
 * Returns: (transfer none) (nullable): the value, if it is not empty
 */
const char *
poise_table_get (const PoiseTable *self, GPtrArray *row, const char *name)
{
  for (guint i = 0; i < self->names->len && i < row->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name) &&
        *(const char *) g_ptr_array_index (row, i) != '\0')
      return g_ptr_array_index (row, i);

  return NULL;
}

/**
 * poise_table_get_order:
 * @self: a table
 *
 * Returns: which of two numbers of its dates is the month
 */
PoiseDateOrder
poise_table_get_order (const PoiseTable *self)
{
  g_autofree char *lines =
    g_strdelimit (g_strdup (self->text), (char[]) { self->separator, '\0' }, '\n');

  return poise_import_get_order (self->import, lines);
}
