/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-balance-csv.h"
#include "poise-date-names.h"
#include "poise-date-words.h"
#include "poise-daylio.h"
#include "poise-front-matter.h"
#include "poise-import-text.h"
#include "poise-json.h"

static const char *const columns[] = { "id",      "day",  "created",   "modified", "mode",
                                       "share",   "by",   "prompt_id", "prompt",   "tags",
                                       "starred", "kind", "extra",     "text",     NULL };

/* What other programs call the columns that matter. */
static const char *const day_names[] = { "day",        "full_date",    "date",         "entry date",
                                         "entry_date", "datum",        "fecha",        "data",
                                         "timestamp",  "datetime",     "created",      "created at",
                                         "created_at", "creationdate", "date created", "when",
                                         NULL };
static const char *const time_names[] = { "time", "zeit", "uhrzeit", "heure", "hora", "ora", NULL };
static const char *const text_names[] = { "text",    "entry",       "content", "body",  "note",
                                          "notes",   "journal",     "eintrag", "texte", "texto",
                                          "inhalt",  "description", "testo",   "notiz", "notizen",
                                          "comment", "comments",    NULL };
static const char *const tag_names[] = { "tags",         "tag",       "labels",     "label",
                                         "categories",   "category",  "keywords",   "etiquetas",
                                         "étiquettes",   "etichette", "kategorien", "kategorie",
                                         "schlagwörter", NULL };
static const char *const title_names[] = { "title",  "titel",  "note_title", "titre",
                                           "título", "titolo", "subject",    NULL };

/* ---- reading ---- */

/* A row, and the names of its columns. */
typedef struct
{
  const PoiseTable *table;
  GPtrArray *row;
} Record;

static const char *
get_value_cb (gpointer data, const char *name)
{
  const Record *record = data;

  return poise_table_get (record->table, record->row, name);
}

/* The name of the first of these columns that holds anything. */
static const char *
find_column (Record *record, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (get_value_cb (record, names[i]) != NULL)
      return names[i];

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

/* Texts may stand in several columns: each is a paragraph. */
static GString *
join_texts (Record *record)
{
  GString *text = g_string_new (NULL);
  const char *title = find_column (record, title_names);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; text_names[i] != NULL; i++)
    for (guint j = 0; j < record->table->names->len && j < record->row->len; j++)
      {
        const char *value = g_ptr_array_index (record->row, j);

        if (*value != '\0' &&
            g_str_equal (g_ptr_array_index (record->table->names, j), text_names[i]) &&
            g_hash_table_add (seen, (gpointer) value))
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", value);
      }
  /* What stands in a column without a name is no value of anything else. */
  for (guint i = 0; i < record->table->names->len && i < record->row->len; i++)
    if (*(const char *) g_ptr_array_index (record->table->names, i) == '\0' &&
        *(const char *) g_ptr_array_index (record->row, i) != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
                              (const char *) g_ptr_array_index (record->row, i));
  if (title != NULL)
    {
      char *titled = poise_import_join_title (get_value_cb (record, title), text->str);

      g_string_assign (text, titled);
      g_free (titled);
    }
  return text;
}

/* They may stand in several columns. */
static void
add_tags (JsonObject *extra, const char *value)
{
  JsonArray *before = poise_json_get_array (extra, POISE_EXTRA_TAGS);
  g_autoptr (JsonArray) all = before != NULL ? json_array_ref (before) : json_array_new ();
  g_autoptr (JsonObject) more = json_object_new ();
  JsonArray *tags;

  poise_front_matter_read_tags (more, value);
  tags = poise_json_get_array (more, POISE_EXTRA_TAGS);
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    json_array_add_element (all, json_node_copy (json_array_get_element (tags, i)));
  json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (all));
}

/* A row without a text may have words in other columns. */
static void
append_others (GString *text, JsonObject *extra)
{
  JsonObject *others = poise_json_get_object (extra, "columns");

  if (others != NULL && text->str[strspn (text->str, " \t\n")] == '\0')
    poise_front_matter_append_words (others, text);
}

/* Columns that are not known, or could not be read, are kept under their own
 * names. */
static JsonObject *
collect_extra (Record *record, const char *const *used)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();
  const char *title = find_column (record, title_names);

  for (guint i = 0; i < record->table->names->len && i < record->row->len; i++)
    {
      const char *name = g_ptr_array_index (record->table->names, i);
      const char *value = g_ptr_array_index (record->row, i);

      if (*value == '\0' || *name == '\0' ||
          (g_strv_contains (used, name) && get_value_cb (record, name) == value) ||
          g_strv_contains (text_names, name) || g_strcmp0 (name, title) == 0)
        continue;
      if (g_strv_contains (tag_names, name))
        add_tags (extra, value);
      else if (json_object_has_member (others, name))
        {
          g_autofree char *both =
            g_strjoin ("\n", json_object_get_string_member (others, name), value, NULL);

          json_object_set_string_member (others, name, both);
        }
      else
        json_object_set_string_member (others, name, value);
    }
  if (json_object_get_size (others) > 0)
    json_object_set_object_member (extra, "columns", g_steal_pointer (&others));
  return extra;
}

/* Blanks and, from spreadsheets, an apostrophe that says that this is a text. */
static const char *
skip_mark (const char *text)
{
  text = poise_date_skip_blanks (text);
  return *text == '\'' ? poise_date_skip_blanks (text + 1) : text;
}

/* “Saturday” or “14”, in a column “Day” beside one that has the date. */
static gboolean
is_day_alone (const char *text)
{
  const char *end = text;
  g_autofree char *word = poise_date_read_word (&end);

  if (word != NULL)
    return *poise_date_skip_blanks (end) == '\0' && poise_date_find_weekday_before (word) > 0;
  return strspn (text, "0123456789") <= 2 && text[strspn (text, "0123456789")] == '\0';
}

/* The first of these columns that holds a date. One that holds something else is not passed over:
 * the day that the person wrote is not understood. */
static PoiseDateStatus
find_day (Record *record,
          guint first,
          PoiseDateOrder order,
          GTimeZone *zone,
          PoiseDate *date,
          guint *column)
{
  for (guint i = first; day_names[i] != NULL; i++)
    {
      const char *value = get_value_cb (record, day_names[i]);
      const char *text = value != NULL ? skip_mark (value) : "";
      PoiseDateStatus status = poise_date_parse (text, order, date);

      if (status != POISE_DATE_READ && poise_date_parse_number (text, zone, date))
        status = POISE_DATE_READ;
      *column = i;
      if (status != POISE_DATE_NONE || !is_day_alone (text))
        return status;
      poise_date_clear (date);
    }
  return POISE_DATE_NONE;
}

static gboolean
is_midnight (const PoiseDate *date)
{
  return date->has_time && date->hour == 0 && date->minute == 0 && date->seconds < 1.0 &&
         date->offset == NULL;
}

/* Spreadsheets write a time as one of their first day, “1899-12-30 21:30:00”. Returns: where the
 * time itself begins */
static char *
skip_first_day (char *text)
{
  return g_str_has_prefix (text, "1899-12-30") && strlen (text) > strlen ("1899-12-30T")
           ? text + strlen ("1899-12-30T")
           : text;
}

/* The time in a column of its own; a program may have written the day as its midnight. */
static gboolean
read_time (Record *record, const char *name, PoiseDate *date)
{
  PoiseDate clock = { .day = date->day };
  g_autofree char *whole = g_strdup (skip_mark (get_value_cb (record, name)));
  char *text = skip_first_day (g_strstrip (whole));
  const char *end = poise_date_parse_clock (text, &clock);

  if (!clock.has_time)
    end = poise_date_parse_clock (g_strdelimit (text, ".", ':'), &clock);
  if (!clock.has_time)
    return FALSE;
  clock.form = date->form;
  clock.has_short_year = date->has_short_year;
  clock.has_early_year = date->has_early_year;
  clock.has_other_weekday = date->has_other_weekday;
  clock.end = date->end;
  poise_date_clear (date);
  *date = clock;
  return end[strspn (end, " ")] == '\0';
}

/* The time in another column that says the same day, “created”. Returns: the column, or %NULL */
static const char *
find_time (Record *record, guint first, PoiseDateOrder order, GTimeZone *zone, PoiseDate *date)
{
  guint column = first;

  while (day_names[column] != NULL)
    {
      g_auto (PoiseDate) other = { 0 };
      PoiseDateStatus status = find_day (record, column, order, zone, &other, &column);

      if (status == POISE_DATE_READ && other.has_time &&
          poise_date_get_day (&other, zone) == date->day)
        {
          *date = other;
          other.offset = NULL;
          return date->end == NULL || *poise_date_skip_blanks (date->end) == '\0'
                   ? day_names[column]
                   : NULL;
        }
      column++;
    }
  return NULL;
}

/* What the row's day and time say; @used are the columns that say it all. */
static PoiseDateStatus
find_date (Record *record,
           PoiseDateOrder order,
           GTimeZone *zone,
           PoiseDate *date,
           const char **used)
{
  const char *time = find_column (record, time_names), *other;
  guint column = 0;
  PoiseDateStatus status = find_day (record, 0, order, zone, date, &column);

  if (status != POISE_DATE_READ)
    return status;
  if (date->end == NULL || *poise_date_skip_blanks (date->end) == '\0')
    *used++ = day_names[column];
  if (time != NULL && (!date->has_time || is_midnight (date)) && read_time (record, time, date))
    *used++ = time;
  if (time == NULL && !date->has_time &&
      (other = find_time (record, column + 1, order, zone, date)) != NULL)
    *used = other;
  return status;
}

static void
add_record (Record *record, PoiseDateOrder order, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (GString) text = join_texts (record);
  const char *used[4] = { NULL };
  g_auto (PoiseDate) date = { 0 };
  PoiseDateStatus status = find_date (record, order, import->zone, &date, used);
  const char *time = find_column (record, time_names);
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;

  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, record->table->line, status);
      return;
    }
  poise_import_say_doubts (import, file->name, record->table->line, &date);
  if (time != NULL && !date.has_time)
    poise_import_say_odd_time (import, file->name, record->table->line,
                               get_value_cb (record, time));
  else if (!date.has_time && date.end != NULL && strchr (date.end, ':') != NULL)
    poise_import_say_odd_time (import, file->name, record->table->line, date.end);
  created = poise_date_get_time (&date, import->zone);
  extra = collect_extra (record, used);
  append_others (text, extra);
  poise_import_add (import, &(PoiseImportDraft) { .format = "csv",
                                                  .day = poise_date_get_day (&date, import->zone),
                                                  .created = created,
                                                  .text = text->str,
                                                  .extra = extra });
}

/* Columns that somebody added to a table of Poise. */
static void
keep_columns (Record *record, PoiseEntry *entry)
{
  JsonObject *extra = poise_entry_get_extra (entry);
  g_autoptr (JsonObject) more = NULL;
  g_autoptr (JsonObject) others = json_object_new ();

  for (guint i = 0; i < record->table->names->len && i < record->row->len; i++)
    if (!g_strv_contains (columns, g_ptr_array_index (record->table->names, i)) &&
        *(const char *) g_ptr_array_index (record->row, i) != '\0')
      json_object_set_string_member (others, g_ptr_array_index (record->table->names, i),
                                     g_ptr_array_index (record->row, i));
  if (json_object_get_size (others) == 0)
    return;
  more = extra != NULL ? json_object_ref (extra) : json_object_new ();
  json_object_set_object_member (more, "columns", g_steal_pointer (&others));
  poise_entry_set_extra (entry, more);
}

static void
read_row (Record *record, PoiseDateOrder order, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *text = get_value_cb (record, "text");
  PoiseEntry *entry =
    poise_front_matter_make_entry (get_value_cb, record, text != NULL ? text : "");

  if (entry == NULL)
    {
      add_record (record, order, file, import);
      return;
    }
  keep_columns (record, entry);
  poise_import_take (import, entry);
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (PoiseTable) table = poise_table_new (file, import);
  const char *last = g_ptr_array_index (table->names, table->names->len - 1);
  gboolean is_daylio = poise_daylio_is (table);
  PoiseDateOrder order = poise_table_get_order (table);
  GPtrArray *row;

  if (table->names->len == 1 && *last == '\0')
    return;
  if (!is_daylio && (!has_any (table->names, day_names) || !has_any (table->names, text_names)))
    {
      poise_import_fail (import, file->name, 1,
                         _ ("the first row has to name the columns: one “date”, one “text”"));
      return;
    }
  while (!poise_import_is_stopped (import) &&
         poise_table_next (table, g_strv_contains (text_names, last), &row))
    {
      Record record = { table, row };

      if (row != NULL && is_daylio)
        poise_daylio_read_row (table, row, order, file, import);
      else if (row != NULL)
        read_row (&record, order, file, import);
      g_clear_pointer (&row, g_ptr_array_unref);
    }
}

/**
 * poise_csv_read:
 * @source: a table with a row an entry
 * @import: what is filled
 *
 * Reads a table whose first row names its columns, and Daylio's. Commas,
 * semicolons or tabs may stand between them.
 */
void
poise_csv_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
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
