/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-guess.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"

#define HEAD_BYTES 16384

static const char *const all_suffixes[] = { ".json",  ".md",        ".markdown",
                                            ".txt",   ".org",       ".html",
                                            ".htm",   ".csv",       ".tsv",
                                            ".db",    ".doentry",   ".edn",
                                            ".diary", ".encrypted", POISE_SOURCE_BARE_DATE,
                                            NULL };

static gboolean
has_suffix (const PoiseSourceFile *file, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (file->name, -1);

  return g_str_has_suffix (lower, suffix);
}

/* The beginning of a file as text; what is none becomes empty. */
static char *
read_head (const PoiseSourceFile *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);
  g_autofree char *head = NULL;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0)
    return g_strdup ("");
  head = g_strndup (data, MIN (length, HEAD_BYTES));
  return g_utf8_make_valid (head, -1);
}

static const char *
guess_json (const char *head)
{
  static const struct
  {
    const char *member;
    const char *format;
  } members[] = {
    { "\"poise-export\"", "poise" },     { "\"poise-month\"", "poise" },
    { "\"dateUpdated\"", "mini-diary" }, { "\"date_journal\"", "journey" },
    { "\"dateOfJournal\"", "journey" },  { "\"creationDate\"", "dayone" },
    { "\"richText\"", "dayone" },        { "\"heading\"", "diarium" },
    { "\"html\"", "diarium" },           { "\"body\"", "jrnl-json" },
    { "\"sentences\"", "poise" },        { "\"modified\"", "poise" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strstr (head, members[i].member) != NULL)
      return members[i].format;

  return NULL;
}

/* RedNotebook's files are named after months, `2026-11.txt`, and hold a mapping of days. */
static gboolean
is_rednotebook (const char *name, const char *head)
{
  g_autofree char *base = g_path_get_basename (name);
  const char *line = head + strspn (head, " \t\n{");
  gsize n = strspn (line, "0123456789");

  return strlen (base) == strlen ("2026-11.txt") && base[4] == '-' &&
         strspn (base, "0123456789-") == 7 &&
         (*line == '\0' || *line == '#' || *line == '%' || *line == '-' ||
          (n > 0 && n <= 2 && line[n] == ':'));
}

static const char *
guess_text (const PoiseSourceFile *file, const char *head)
{
  const char *line = head + strspn (head, " \t\n");
  g_auto (PoiseDate) date = { 0 };
  gboolean has_bracket = *line == '[';
  PoiseDateStatus status;

  if (strstr (head, "\tDate:\t") != NULL)
    return "dayone-text";
  if (is_rednotebook (file->name, head))
    return "rednotebook";
  status = poise_date_parse (line + has_bracket, POISE_DATE_ORDER_DAY_FIRST, &date);
  if (g_str_has_prefix (head, "gAAAAA"))
    return "jrnl";
  if (status != POISE_DATE_READ)
    return has_bracket && g_ascii_isdigit (line[1]) && strchr (":0123456789", line[2]) != NULL
             ? "jrnl"
             : "text";
  date.end += strspn (date.end, has_bracket ? "]" : "");
  return date.has_time && *date.end == ' ' && g_ascii_isprint (date.end[1]) &&
             date.end[strspn (date.end, " =-]")] != '\n'
           ? "jrnl"
           : "text";
}

static const char *
guess_file (const PoiseSourceFile *file)
{
  g_autofree char *head = read_head (file);
  const char *start = head + strspn (head, " \t\r\n");

  if (g_str_has_prefix (head, "SQLite format 3") || has_suffix (file, ".db.encrypted"))
    return "almanah";
  if (g_str_has_prefix (head, "LIFEOGRAPHDB") || has_suffix (file, ".diary"))
    return "lifeograph";
  if (has_suffix (file, ".doentry"))
    return "dayone-classic";
  if (has_suffix (file, ".html") || has_suffix (file, ".htm"))
    return strstr (head, "pageHeader") != NULL ? "apple-journal" : NULL;
  if (has_suffix (file, ".md") || has_suffix (file, ".markdown"))
    return "markdown";
  if (has_suffix (file, ".org"))
    return "org";
  if (has_suffix (file, ".csv") || has_suffix (file, ".tsv"))
    return strstr (head, "weekday,time,mood,activities") != NULL ? "daylio" : "csv";
  if (*start == '{' || (has_suffix (file, ".json") && *start == '['))
    return guess_json (head);
  return has_suffix (file, ".txt") ? guess_text (file, head) : NULL;
}

/* The format of most files; what tells more comes first. */
static const char *
guess_many (PoiseSource *source, PoiseImport *import)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autofree char *base = g_path_get_basename (file->name);
      const char *format = guess_file (file);
      guint n;

      if (g_str_has_suffix (file->name, "logseq/config.edn"))
        return "logseq";
      if (g_str_equal (file->name, "journal.json"))
        return "poise";
      if (format == NULL && poise_source_is_bare_date (base))
        format = "org";
      if (format == NULL)
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, format)) + 1;
      g_hash_table_insert (counts, (char *) format, GUINT_TO_POINTER (n));
      if (n > most)
        {
          most = n;
          best = format;
        }
    }
  return best;
}

/**
 * poise_guess_importer:
 * @path: a file, a folder or a zip archive
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Recognizes a format. Blocks. Errors are those of poise_source_open(), and
 * %POISE_ERROR_NOT_FOUND where it is none that can be told.
 *
 * Returns: (transfer none) (nullable): the format, or %NULL with @error set
 */
const PoiseImporter *
poise_guess_importer (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (PoiseSource) source =
    poise_source_open (path, all_suffixes, POISE_SOURCE_MAX_BYTES, import, cancellable, error);
  const char *format = NULL;

  if (source == NULL)
    return NULL;
  poise_import_set_cancellable (import, cancellable);
  if (source->is_many)
    format = guess_many (source, import);
  else if (source->files->len > 0)
    format = guess_file (g_ptr_array_index (source->files, 0));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (format == NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                 _ ("what “%s” is cannot be told; choose its format"), path);
  return format != NULL ? poise_importers_lookup (format) : NULL;
}
