/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-dates.h"
#include "poise-balance-csv.h"
#include "poise-front-matter.h"

static const char *const columns[] = { "id",      "day",   "created",   "modified", "mode",
                                       "share",   "by",    "prompt_id", "prompt",   "tags",
                                       "starred", "extra", "text",      NULL };

/* What other programs call the columns that matter. */
static const char *const day_names[] = {
  "day",      "date",         "created", "created at", "created_at", "datum", "timestamp",
  "datetime", "creationdate", "fecha",   "data",       "entry date", NULL
};
static const char *const time_names[] = { "time", "zeit", "uhrzeit", "heure", "hora", NULL };
static const char *const text_names[] = { "text",   "entry",       "content", "body",  "note",
                                          "notes",  "journal",     "eintrag", "texte", "texto",
                                          "inhalt", "description", NULL };

/* ---- reading ---- */

typedef struct
{
  const char *at;
  guint line;
  char separator;
} Parser;

/* One field; whether it ended its row is told by what follows. */
static gboolean
parse_field (Parser *parser, GString *field)
{
  gboolean is_quoted = *parser->at == '"';

  g_string_truncate (field, 0);
  if (!is_quoted)
    {
      gsize length = strcspn (parser->at, (char[]) { parser->separator, '\n', '\0' });

      g_string_append_len (field, parser->at, (gssize) length);
      parser->at += length;
      return TRUE;
    }
  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '"')
        {
          if (parser->at[1] != '"')
            break;
          parser->at++;
        }
      parser->line += *parser->at == '\n';
      g_string_append_c (field, *parser->at);
    }
  if (*parser->at != '"')
    return FALSE;
  parser->at++;
  /* What stands behind the quotation belongs to no field. */
  parser->at += strcspn (parser->at, (char[]) { parser->separator, '\n', '\0' });
  return TRUE;
}

/* NULL where a quotation does not end. */
static GPtrArray *
parse_row (Parser *parser)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);

  for (;;)
    {
      if (!parse_field (parser, field))
        return NULL;
      g_ptr_array_add (row, g_strdup (field->str));
      if (*parser->at != parser->separator)
        break;
      parser->at++;
    }
  if (*parser->at == '\n')
    {
      parser->at++;
      parser->line++;
    }
  return g_steal_pointer (&row);
}

static char
guess_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize length = strcspn (text, "\n");
  guint best = 0;
  char found = ',';

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint n = 0;

      for (gsize j = 0; j < length; j++)
        n += text[j] == candidates[i];
      if (n > best)
        {
          best = n;
          found = candidates[i];
        }
    }
  return found;
}

/* A row and the names of its columns. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *row;
} Record;

static const char *
get_value_cb (gpointer data, const char *name)
{
  const Record *record = data;

  for (guint i = 0; i < record->names->len && i < record->row->len; i++)
    if (g_str_equal (g_ptr_array_index (record->names, i), name))
      {
        const char *value = g_ptr_array_index (record->row, i);

        return *value != '\0' ? value : NULL;
      }
  return NULL;
}

static const char *
get_first (Record *record, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = get_value_cb (record, names[i]);

      if (value != NULL)
        return value;
    }
  return NULL;
}

static gboolean
has_any (GPtrArray *names, const char *const *wanted)
{
  for (guint i = 0; i < names->len; i++)
    if (g_strv_contains (wanted, g_ptr_array_index (names, i)))
      return TRUE;

  return FALSE;
}

static void
fold_names (GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);

      names->pdata[i] = g_utf8_strdown (g_strstrip (name), -1);
      g_free (name);
    }
}

/* Columns that are not known are kept under their own names. */
static JsonObject *
collect_extra (Record *record)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();

  for (guint i = 0; i < record->names->len && i < record->row->len; i++)
    {
      const char *name = g_ptr_array_index (record->names, i);
      const char *value = g_ptr_array_index (record->row, i);

      if (*value == '\0' || g_strv_contains (day_names, name) ||
          g_strv_contains (time_names, name) || g_strv_contains (text_names, name) ||
          g_str_equal (name, "title"))
        continue;
      if (g_str_equal (name, "tags"))
        poise_front_matter_read_tags (extra, value);
      else
        json_object_set_string_member (others, name, value);
    }
  if (json_object_get_size (others) > 0)
    json_object_set_object_member (extra, "columns", g_steal_pointer (&others));
  return extra;
}

static void
add_record (Record *record,
            PoiseDateOrder order,
            guint line,
            const PoiseSourceFile *file,
            PoiseImport *import)
{
  const char *text = get_first (record, text_names);
  g_autofree char *titled =
    poise_import_join_title (get_value_cb (record, "title"), text != NULL ? text : "");
  const char *day = get_first (record, day_names), *time = get_first (record, time_names);
  g_autofree char *when =
    time != NULL ? g_strconcat (day != NULL ? day : "", " ", time, NULL) : g_strdup (day);
  g_auto (PoiseDate) date = { 0 };
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;

  switch (when != NULL ? poise_date_parse (when, order, &date) : POISE_DATE_NONE)
    {
    case POISE_DATE_READ:
      break;
    case POISE_DATE_AMBIGUOUS:
      poise_import_fail (import, file->name, line,
                         _ ("which number is the month cannot be told; the row is not read"));
      return;
    case POISE_DATE_IMPOSSIBLE:
    case POISE_DATE_NONE:
    default:
      poise_import_fail (import, file->name, line, _ ("there is no such day; the row is not read"));
      return;
    }
  created = poise_date_get_time (&date, import->zone);
  extra = collect_extra (record);
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "csv", .day = date.day, .created = created, .text = titled, .extra = extra });
}

static PoiseDateOrder
guess_order (const char *text, char separator)
{
  g_autofree char *lines = g_strdelimit (g_strdup (text), (char[]) { separator, '\0' }, '\n');

  return poise_date_guess_order (lines);
}

static void
read_rows (Parser *parser,
           GPtrArray *names,
           PoiseDateOrder order,
           const PoiseSourceFile *file,
           PoiseImport *import)
{
  while (*parser->at != '\0')
    {
      guint line = parser->line;
      g_autoptr (GPtrArray) row = parse_row (parser);
      Record record = { names, row };
      PoiseEntry *entry;
      const char *text;

      if (row == NULL)
        {
          poise_import_fail (import, file->name, line,
                             _ ("a quotation that begins in this row does not end"));
          return;
        }
      if (row->len == 1 && *(const char *) g_ptr_array_index (row, 0) == '\0')
        continue;
      text = get_value_cb (&record, "text");
      entry = poise_front_matter_make_entry (get_value_cb, &record, text != NULL ? text : "");
      if (entry != NULL)
        poise_import_take (import, entry);
      else
        add_record (&record, order, line, file, import);
    }
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  Parser parser = { .at = text, .line = 1, .separator = guess_separator (text) };
  g_autoptr (GPtrArray) names = parse_row (&parser);

  if (names != NULL)
    fold_names (names);
  if (names == NULL || !has_any (names, day_names) || !has_any (names, text_names))
    {
      poise_import_fail (import, file->name, 1,
                         _ ("the first row has to name the columns: one “date”, one “text”"));
      return;
    }
  read_rows (&parser, names, guess_order (text, parser.separator), file, import);
}

/**
 * poise_csv_read:
 * @source: a table with a row an entry
 * @import: what is filled
 *
 * Reads a table whose first row names its columns. Commas, semicolons or tabs
 * may stand between them.
 */
void
poise_csv_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    read_file (g_ptr_array_index (source->files, i), import);
}

/* ---- writing ---- */

static void
append_field (GString *out, const char *text)
{
  if (text[strcspn (text, ",;\t\"\r\n")] == '\0' && *text != ' ' && !g_str_has_suffix (text, " "))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_row (GString *out, PoiseEntry *entry)
{
  g_autoptr (GPtrArray) values = poise_front_matter_collect (entry);
  g_autofree char *tags = poise_front_matter_get_tags (entry);

  for (guint i = 0; columns[i] != NULL; i++)
    {
      const char *text = "";

      for (guint j = 0; j < values->len; j++)
        {
          const PoiseFrontMatterValue *value = g_ptr_array_index (values, j);

          if (g_str_equal (value->name, columns[i]))
            text = value->value;
        }
      if (g_str_equal (columns[i], "text"))
        text = poise_entry_get_text (entry);
      if (g_str_equal (columns[i], "tags"))
        text = tags != NULL ? tags : "";
      if (i > 0)
        g_string_append_c (out, ',');
      append_field (out, text);
    }
  g_string_append (out, "\r\n");
}

/**
 * poise_csv_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes a row an entry.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_csv_write (const PoiseExport *export, GError **error)
{
  g_autofree char *head = g_strjoinv (",", (char **) columns);
  g_autoptr (GString) out = g_string_new (head);

  g_string_append (out, "\r\n");
  for (guint i = 0; i < export->entries->len; i++)
    append_row (out, g_ptr_array_index (export->entries, i));
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}

/**
 * poise_csv_write_weeks:
 * @export: what is exported
 * @error: return location
 *
 * Writes a row a week: its balance.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_csv_write_weeks (const PoiseExport *export, GError **error)
{
  g_autofree char *table = poise_periods_to_csv (export->balance->weeks, "week");

  return poise_export_files_new_for_text (g_string_new (table));
}
