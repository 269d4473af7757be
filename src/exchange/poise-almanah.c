/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database is read out of memory: nobody who has it open is in the way, and
 * nothing is written beside it. What it holds is not trusted.
 */

#include "config.h"

#include "poise-almanah.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-sqlite.h"

#define MAGIC "SQLite format 3"
#define HEAD_BYTES 100
#define RICH_TEXT "GTKTEXTBUFFERCONTENTS-0001"

/* More steps than twenty years of entries need, and less than a minute. */
#define STEPS_AT_ONCE 1000
#define MAX_STEPS 200000u

typedef struct
{
  sqlite3 *db;
  const PoiseSourceFile *file;
  GBytes *bytes; /* what SQLite reads */
  PoiseImport *import;
  GHashTable *tags; /* day → JsonArray */
  guint n_steps;
} Reading;

/* ---- the text of an entry ---- */

typedef struct
{
  GString *text;
  char *address;
  gboolean is_inside;
  PoiseImport *import;
} Content;

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  Content *content = data;

  if (g_str_equal (name, "text") || g_str_equal (name, "entry"))
    content->is_inside = TRUE;
  else if (!content->is_inside)
    return;
  else if (g_str_equal (name, "link"))
    {
      g_clear_pointer (&content->address, g_free);
      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_equal (names[i], "uri"))
          content->address = g_strdup (values[i]);
    }
  else if (g_str_equal (name, "pixbuf"))
    poise_import_leave_out (content->import, _ ("pictures in the text"));
  else
    poise_import_leave_out (content->import, _ ("text styles (the words are kept)"));
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Content *content = data;

  if (g_str_equal (name, "text") || g_str_equal (name, "entry"))
    content->is_inside = FALSE;
  if (g_str_equal (name, "link") && content->address != NULL)
    {
      g_string_append_printf (content->text, " (%s)", content->address);
      g_clear_pointer (&content->address, g_free);
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Content *content = data;

  if (content->is_inside)
    g_string_append_len (content->text, text, (gssize) length);
}

/* The words of `<entry>` or, in old versions, of `<text>`; all that stands there
 * where it is cut off. */
static char *
read_markup (const char *markup, const char *label, PoiseImport *import)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  Content content = { .text = g_string_new (NULL), .import = import };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &content, NULL);

  if (!g_markup_parse_context_parse (context, markup, -1, NULL) ||
      !g_markup_parse_context_end_parse (context, NULL))
    {
      poise_import_fail (import, label, 0,
                         _ ("the entry is damaged; its text comes in as it stands there"));
      g_string_assign (content.text, markup);
    }
  g_free (content.address);
  return g_string_free (content.text, FALSE);
}

/* Version 1 is plain text, or what GTK 2 and 3 wrote: a name, the length in four
 * bytes, the text as XML, and the pictures. */
static GBytes *
find_rich_text (GBytes *bytes)
{
  gsize length, head = strlen (RICH_TEXT) + 4;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint32 n;

  if (length < head || memcmp (data, RICH_TEXT, strlen (RICH_TEXT)) != 0)
    return NULL;
  memcpy (&n, data + head - 4, 4);
  return g_bytes_new_from_bytes (bytes, head, MIN (GUINT32_FROM_BE (n), length - head));
}

static char *
decode (const Reading *reading, const char *label, GBytes *bytes)
{
  PoiseSourceFile file = { .name = (char *) label,
                           .bytes = bytes,
                           .is_damaged = reading->file->is_damaged };

  return poise_source_decode (&file, reading->import);
}

static char *
read_content (const Reading *reading, GBytes *bytes, int version, const char *label)
{
  g_autoptr (GBytes) rich = version < 2 ? find_rich_text (bytes) : g_bytes_ref (bytes);
  g_autofree char *markup = NULL;

  if (version > 2)
    {
      poise_import_fail (reading->import, label, 0,
                         _ ("the entry is of a newer Almanah than Poise knows; it is not read"));
      return NULL;
    }
  if (rich == NULL)
    return decode (reading, label, bytes);
  markup = decode (reading, label, rich);
  return read_markup (markup, label, reading->import);
}

/* ---- rows ---- */

static int
count_steps_cb (void *data)
{
  Reading *reading = data;

  return poise_import_is_stopped (reading->import) || ++reading->n_steps > MAX_STEPS;
}

static void
fail (const Reading *reading)
{
  poise_import_fail (reading->import, reading->file->name, 0,
                     /* Translators: then what SQLite says, in English. */
                     _ ("the database is damaged: %s"), poise_sqlite.sqlite3_errmsg (reading->db));
}

/* Older versions have fewer tables. */
static gboolean
has_table (const Reading *reading, const char *name)
{
  const char *sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  sqlite3_stmt *statement = NULL;
  gboolean has = FALSE;

  if (poise_sqlite.sqlite3_prepare_v2 (reading->db, sql, -1, &statement, NULL) == SQLITE_OK &&
      poise_sqlite.sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC) == SQLITE_OK)
    has = poise_sqlite.sqlite3_step (statement) == SQLITE_ROW;
  poise_sqlite.sqlite3_finalize (statement);
  return has;
}

/* Older versions have fewer columns. */
static int
find_column (sqlite3_stmt *row, const char *name)
{
  for (int i = 0; i < poise_sqlite.sqlite3_column_count (row); i++)
    if (g_strcmp0 (poise_sqlite.sqlite3_column_name (row, i), name) == 0)
      return i;

  return -1;
}

static int
get_number (sqlite3_stmt *row, const char *name, int otherwise)
{
  int column = find_column (row, name);

  return column >= 0 && poise_sqlite.sqlite3_column_type (row, column) == SQLITE_INTEGER
           ? poise_sqlite.sqlite3_column_int (row, column)
           : otherwise;
}

static PoiseDay
get_day (sqlite3_stmt *row, const char *year, const char *month, const char *day)
{
  return poise_day_new ((guint) MAX (get_number (row, year, 0), 0),
                        (guint) MAX (get_number (row, month, 0), 0),
                        (guint) MAX (get_number (row, day, 0), 0));
}

static GBytes *
get_content (sqlite3_stmt *row)
{
  int column = find_column (row, "content");
  const void *data = column >= 0 ? poise_sqlite.sqlite3_column_blob (row, column) : NULL;

  return g_bytes_new (data,
                      data != NULL ? (gsize) poise_sqlite.sqlite3_column_bytes (row, column) : 0);
}

static void
read_entry (const Reading *reading, sqlite3_stmt *row)
{
  PoiseDay day = get_day (row, "year", "month", "day");
  PoiseDay edited = get_day (row, "edited_year", "edited_month", "edited_day");
  g_autofree char *id = g_strdup_printf ("%04d-%02d-%02d", get_number (row, "year", 0),
                                         get_number (row, "month", 0), get_number (row, "day", 0));
  g_autofree char *label = g_strdup_printf ("%s (%s)", reading->file->name, id);
  g_autoptr (GBytes) bytes = get_content (row);
  g_autoptr (GDateTime) modified = NULL;
  g_autoptr (JsonObject) extra = json_object_new ();
  g_autofree char *text = NULL;
  JsonArray *tags = g_hash_table_lookup (reading->tags, GUINT_TO_POINTER (day));

  if (g_bytes_get_size (bytes) == 0)
    {
      poise_import_leave_out (reading->import, _ ("entries without words"));
      return;
    }
  if (day == POISE_DAY_INVALID)
    {
      poise_import_fail (reading->import, label, 0,
                         _ ("there is no such day; the entry is not read"));
      return;
    }
  text = read_content (reading, bytes, get_number (row, "version", 1), label);
  if (text == NULL)
    return;
  if (tags != NULL)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (tags));
  if (get_number (row, "is_important", 0) == 1)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  if (edited != POISE_DAY_INVALID)
    modified = poise_import_get_noon (reading->import, edited);
  poise_import_add (reading->import, &(PoiseImportDraft) { .format = "almanah",
                                                           .id = id,
                                                           .day = day,
                                                           .modified = modified,
                                                           .text = text,
                                                           .extra = extra });
}

static void
read_tag (const Reading *reading, sqlite3_stmt *row)
{
  PoiseDay day = get_day (row, "year", "month", "day");
  int column = find_column (row, "tag");
  const char *tag =
    column >= 0 ? (const char *) poise_sqlite.sqlite3_column_text (row, column) : NULL;
  g_autofree char *valid = tag != NULL ? g_utf8_make_valid (tag, -1) : NULL;
  JsonArray *tags = g_hash_table_lookup (reading->tags, GUINT_TO_POINTER (day));

  if (day == POISE_DAY_INVALID || valid == NULL || *valid == '\0')
    return;
  if (tags == NULL)
    {
      tags = json_array_new ();
      g_hash_table_insert (reading->tags, GUINT_TO_POINTER (day), tags);
    }
  json_array_add_string_element (tags, valid);
}

static void
leave_out_definition (const Reading *reading, sqlite3_stmt *row)
{
  poise_import_leave_out (reading->import, _ ("definitions and links"));
}

typedef void (*RowFunc) (const Reading *reading, sqlite3_stmt *row);

/* In no order: an index may be damaged too. */
static void
read_table (Reading *reading, const char *name, RowFunc read_row)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", name);
  sqlite3_stmt *row = NULL;
  int status;

  if (!has_table (reading, name))
    return;
  status = poise_sqlite.sqlite3_prepare_v2 (reading->db, sql, -1, &row, NULL);
  while ((status == SQLITE_OK || status == SQLITE_ROW) &&
         !poise_import_is_stopped (reading->import))
    {
      status = poise_sqlite.sqlite3_step (row);
      if (status == SQLITE_ROW)
        read_row (reading, row);
    }
  if (status != SQLITE_DONE)
    fail (reading);
  poise_sqlite.sqlite3_finalize (row);
}

/* ---- the database ---- */

/* GnuPG's messages begin with a key, for somebody or from a password. */
static gboolean
is_encrypted (const guint8 *data, gsize length)
{
  guint tag;

  if (length == 0 || (data[0] & 0x80) == 0)
    return g_strstr_len ((const char *) data, (gssize) MIN (length, 40), "BEGIN PGP MESSAGE") !=
           NULL;
  tag = (data[0] & 0x40) != 0 ? data[0] & 0x3fu : data[0] >> 2 & 0xfu;
  return tag == 1 || tag == 3;
}

static gboolean
check_kind (const Reading *reading)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (reading->file->bytes, &length);
  const char *name = reading->file->name;

  if (length > strlen (MAGIC) && memcmp (data, MAGIC, strlen (MAGIC)) == 0)
    return TRUE;
  if (length > 0 && is_encrypted (data, length))
    poise_import_fail (
      reading->import, name, 0,
      _ ("this diary is encrypted; write what “gpg --decrypt %s” gives into a file "
         "diary.db and import that"),
      name);
  else
    poise_import_fail (reading->import, name, 0, _ ("this is no database of Almanah"));
  return FALSE;
}

static gboolean
check_health (Reading *reading)
{
  sqlite3_stmt *row = NULL;
  gboolean is_well = FALSE;

  if (poise_sqlite.sqlite3_prepare_v2 (reading->db, "PRAGMA quick_check(1)", -1, &row, NULL) ==
        SQLITE_OK &&
      poise_sqlite.sqlite3_step (row) == SQLITE_ROW)
    is_well = g_strcmp0 ((const char *) poise_sqlite.sqlite3_column_text (row, 0), "ok") == 0;
  poise_sqlite.sqlite3_finalize (row);
  if (!is_well)
    poise_import_fail (reading->import, reading->file->name, 0,
                       _ ("the database is damaged; entries may be missing"));
  return is_well;
}

/* SQLite reads nothing of a file that is shorter than its head says. What is
 * missing becomes empty. */
static GBytes *
pad (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint16 page;
  guint32 n_pages;
  guint64 wanted;
  guint8 *padded;

  if (length < HEAD_BYTES)
    return g_bytes_ref (bytes);
  memcpy (&page, data + 16, 2);
  memcpy (&n_pages, data + 28, 4);
  /* 65536 does not fit. */
  wanted = (GUINT16_FROM_BE (page) == 1 ? 65536 : GUINT16_FROM_BE (page)) *
           (guint64) GUINT32_FROM_BE (n_pages);
  if (wanted <= length || wanted > POISE_SOURCE_MAX_BYTES)
    return g_bytes_ref (bytes);
  padded = g_malloc0 (wanted);
  memcpy (padded, data, length);
  return g_bytes_new_take (padded, wanted);
}

/* Nothing in the file runs, and nothing is written. */
static gboolean
open_database (Reading *reading)
{
  gsize length;
  const void *data = g_bytes_get_data (reading->bytes, &length);

  if (poise_sqlite.sqlite3_open_v2 (":memory:", &reading->db, SQLITE_OPEN_READWRITE, NULL) !=
        SQLITE_OK ||
      poise_sqlite.sqlite3_db_config (reading->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) !=
        SQLITE_OK ||
      poise_sqlite.sqlite3_db_config (reading->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) !=
        SQLITE_OK)
    return FALSE;
  poise_sqlite.sqlite3_progress_handler (reading->db, STEPS_AT_ONCE, count_steps_cb, reading);
  return poise_sqlite.sqlite3_deserialize (reading->db, "main", (void *) data,
                                           (sqlite3_int64) length, (sqlite3_int64) length,
                                           SQLITE_DESERIALIZE_READONLY) == SQLITE_OK;
}

static void
read_database (Reading *reading)
{
  gboolean is_well;

  if (!open_database (reading))
    {
      fail (reading);
      return;
    }
  is_well = check_health (reading);
  if (!has_table (reading, "entries"))
    {
      if (is_well)
        poise_import_fail (reading->import, reading->file->name, 0,
                           _ ("this database is not Almanah’s: it has no table “entries”"));
      return;
    }
  read_table (reading, "entry_tag", read_tag);
  read_table (reading, "entries", read_entry);
  read_table (reading, "definitions", leave_out_definition);
  read_table (reading, "entry_links", leave_out_definition);
}

/**
 * poise_almanah_read:
 * @source: Almanah's `diary.db`
 * @import: what is filled
 *
 * Reads Almanah's entries, one a day. Tags and what is important are kept.
 * Almanah knows no times: entries stand at noon.
 */
void
poise_almanah_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      g_autoptr (GHashTable) tags =
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) json_array_unref);
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autoptr (GBytes) bytes = pad (file->bytes);
      Reading reading = { .file = file, .bytes = bytes, .import = import, .tags = tags };

      if (!check_kind (&reading))
        continue;
      if (!poise_sqlite_load ())
        {
          poise_import_fail (import, file->name, 0,
                             _ ("databases cannot be opened here: %s is not installed"),
                             POISE_LIBRARY_SQLITE);
          return;
        }
      read_database (&reading);
      poise_sqlite.sqlite3_close (reading.db);
    }
}
