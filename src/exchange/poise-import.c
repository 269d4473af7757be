/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-import-text.h"
#include "poise-json.h"
#include "poise-likeness.h"
#include "poise-tags.h"

/* With how many entries of the same name and moment one is compared. */
#define MAX_COPIES 16

static void
note_free (PoiseImportNote *note)
{
  g_free (note->file);
  g_free (note->message);
  g_free (note);
}

static void
loss_free (PoiseImportLoss *loss)
{
  g_free (loss->what);
  g_free (loss);
}

/**
 * poise_import_new:
 * @zone: the person's time zone
 *
 * Returns: (transfer full): an import that found nothing yet
 */
PoiseImport *
poise_import_new (GTimeZone *zone)
{
  PoiseImport *self = g_new0 (PoiseImport, 1);

  self->zone = g_time_zone_ref (zone);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  self->losses = g_ptr_array_new_with_free_func ((GDestroyNotify) loss_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * poise_import_free:
 * @self: (transfer full): an import
 */
void
poise_import_free (PoiseImport *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->encoding);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->next);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->losses);
  g_clear_object (&self->intentions);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * poise_import_set_options:
 * @self: an import that found nothing yet
 * @options: (nullable): what the person says of the source
 */
void
poise_import_set_options (PoiseImport *self, const PoiseImportOptions *options)
{
  g_free (self->encoding);
  self->encoding = options != NULL ? g_strdup (options->encoding) : NULL;
  self->order = options != NULL ? options->order : POISE_DATE_ORDER_UNKNOWN;
  self->is_partial = options != NULL && options->is_partial;
}

/**
 * poise_import_set_cancellable:
 * @self: an import that found nothing yet
 * @cancellable: (nullable): to stop it
 *
 * A reader that is stopped leaves what it does in the midst: what was found until then is of no
 * use.
 */
void
poise_import_set_cancellable (PoiseImport *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * poise_import_is_stopped:
 * @self: an import
 *
 * Readers ask before each file, each entry and each line: a file may hold a hundred thousand.
 *
 * Returns: whether nobody waits for it any more
 */
gboolean
poise_import_is_stopped (PoiseImport *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * poise_import_get_order:
 * @self: an import
 * @text: a text with a date at the beginning of lines
 *
 * Returns: which of two numbers is the month, as the text itself tells, or else
 *   as the person says
 */
PoiseDateOrder
poise_import_get_order (PoiseImport *self, const char *text)
{
  PoiseDateOrder order = poise_date_guess_order (text);

  return order != POISE_DATE_ORDER_UNKNOWN ? order : self->order;
}

static void G_GNUC_PRINTF (4, 0)
  add_note (GPtrArray *notes, const char *file, guint line, const char *format, va_list args)
{
  PoiseImportNote *note = g_new0 (PoiseImportNote, 1);

  note->file = g_strdup (file);
  note->line = line;
  note->message = g_strdup_vprintf (format, args);
  g_ptr_array_add (notes, note);
}

/**
 * poise_import_fail:
 * @self: an import
 * @file: (nullable): the file's name
 * @line: the line, or 0
 * @format: a printf() format
 * @...: its arguments
 *
 * Notes something that could not be read.
 */
void
poise_import_fail (PoiseImport *self, const char *file, guint line, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_note (self->problems, file, line, format, args);
  va_end (args);
}

/**
 * poise_import_fail_date:
 * @self: an import
 * @file: the file's name
 * @line: the line, or 0
 * @status: why the date is not read
 *
 * Notes a date that could not be read, and what goes with it.
 */
void
poise_import_fail_date (PoiseImport *self, const char *file, guint line, PoiseDateStatus status)
{
  if (status == POISE_DATE_NONE)
    {
      poise_import_fail (self, file, line, _ ("no date is understood here; it is not read"));
      return;
    }
  if (status != POISE_DATE_AMBIGUOUS)
    {
      poise_import_fail (self, file, line, _ ("there is no such day; it is not read"));
      return;
    }
  self->asks_order = TRUE;
  poise_import_fail (self, file, line,
                     _ ("which number is the month cannot be told; choose whether the day or the "
                        "month comes first"));
}

/**
 * poise_import_say_doubts:
 * @self: an import
 * @file: the file's name
 * @line: the line, or 0
 * @date: a date that was read
 *
 * Notes what is doubtful of a date: that its weekday is another, and, once, that a year of two
 * digits was taken for one of four.
 */
void
poise_import_say_doubts (PoiseImport *self, const char *file, guint line, const PoiseDate *date)
{
  guint year;

  if (date->has_other_weekday)
    {
      g_autofree char *day = poise_day_to_words (date->day);

      poise_import_note (self, file, line,
                         /* Translators: a day. */
                         _ ("%s is on another weekday than the one that stands here; is the day "
                            "right?"),
                         day);
    }
  if (!date->has_short_year || self->has_short_years)
    return;
  self->has_short_years = TRUE;
  poise_day_get_ymd (date->day, &year, NULL, NULL);
  poise_import_note (self, file, line,
                     /* Translators: a year of two digits, and one of four. */
                     _ ("years have two digits here; “%02u” is taken for %u"), year % 100, year);
}

/**
 * poise_import_say_range:
 * @self: an import
 * @file: the file's name
 * @line: the line, or 0
 * @range: a year, a month or a week
 *
 * Notes that words of the whole year, month or week stand on its first day.
 */
void
poise_import_say_range (PoiseImport *self,
                        const char *file,
                        guint line,
                        const PoiseDateRange *range)
{
  g_autofree char *day = poise_day_to_words (poise_date_range_get_first (range));

  poise_import_note (
    self, file, line,
    poise_date_range_is_week (range)
      /* Translators: a day. */
      ? _ ("these are words of a whole week; they stand on its Monday, %s")
      : range->month == 0
          /* Translators: a day. */
          ? _ ("these are words of a whole year; they stand on its first day, %s")
          /* Translators: a day. */
          : _ ("these are words of a whole month; they stand on its first day, %s"),
    day);
}

/**
 * poise_import_say_odd_time:
 * @self: an import
 * @file: the file's name
 * @line: the line, or 0
 * @time: what stands where a time of day should
 *
 * Notes that a time is none, and that the entry stands at noon.
 */
void
poise_import_say_odd_time (PoiseImport *self, const char *file, guint line, const char *time)
{
  g_autofree char *words = g_strstrip (g_strdup (time));

  poise_import_note (self, file, line, _ ("“%s” is no time of day; the entry stands at noon"),
                     words);
}

/**
 * poise_import_find_zone:
 * @self: an import
 * @file: the file's name
 * @line: the line, or 0
 * @name: (nullable): what an entry calls its time zone
 *
 * Returns: (transfer full): the zone; where none is said that of the import, and also where its
 * name is not known, which is noted
 */
GTimeZone *
poise_import_find_zone (PoiseImport *self, const char *file, guint line, const char *name)
{
  GTimeZone *zone = name != NULL && *name != '\0' ? poise_date_find_zone (name) : NULL;

  if (zone == NULL && name != NULL && *name != '\0')
    poise_import_note (self, file, line,
                       /* Translators: a time zone’s name. */
                       _ ("the time zone “%s” is not known here; yours is taken"), name);
  return zone != NULL ? zone : g_time_zone_ref (self->zone);
}

/**
 * poise_import_is_trashed:
 * @self: an import
 * @object: an entry of another program
 *
 * Returns: whether it says that it was deleted there; it is left out then
 */
gboolean
poise_import_is_trashed (PoiseImport *self, JsonObject *object)
{
  static const char *const names[] = { "deleted",   "trashed",   "trash",  "isDeleted",
                                       "isTrashed", "isInTrash", "inTrash" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
          json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node))
        {
          poise_import_leave_out (self, _ ("entries in the trash"));
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * poise_import_note:
 * @self: an import
 * @file: (nullable): the file's name
 * @line: the line, or 0
 * @format: a printf() format
 * @...: its arguments
 *
 * Notes something that is good to know.
 */
void
poise_import_note (PoiseImport *self, const char *file, guint line, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_note (self->notes, file, line, format, args);
  va_end (args);
}

/**
 * poise_import_note_to_string:
 * @note: a note
 *
 * Returns: (transfer full): the note with its file and line before it
 */
char *
poise_import_note_to_string (const PoiseImportNote *note)
{
  if (note->file == NULL)
    return g_strdup (note->message);
  if (note->line == 0)
    return g_strdup_printf ("%s: %s", note->file, note->message);
  return g_strdup_printf ("%s:%u: %s", note->file, note->line, note->message);
}

/**
 * poise_import_leave_out:
 * @self: an import
 * @what: what Poise has no place for, in the person's words
 *
 * Counts something that is left out.
 */
void
poise_import_leave_out (PoiseImport *self, const char *what)
{
  PoiseImportLoss *loss;

  for (guint i = 0; i < self->losses->len; i++)
    {
      loss = g_ptr_array_index (self->losses, i);
      if (g_str_equal (loss->what, what))
        {
          loss->count++;
          return;
        }
    }
  loss = g_new0 (PoiseImportLoss, 1);
  loss->what = g_strdup (what);
  loss->count = 1;
  g_ptr_array_add (self->losses, loss);
}

/**
 * poise_import_get_noon:
 * @self: an import
 * @day: a day
 *
 * Returns: (transfer full): noon of @day where the person is, the time of
 *   entries whose format has none
 */
GDateTime *
poise_import_get_noon (PoiseImport *self, PoiseDay day)
{
  guint year, month, dom;

  poise_day_get_ymd (day, &year, &month, &dom);
  return g_date_time_new (self->zone, (int) year, (int) month, (int) dom, 12, 0, 0);
}

/* A UUID of version 7 as every entry has, whose random bits come from the
 * source: reading the same source again gives the same id. */
static char *
make_id (GDateTime *created, const char *format, const char *source_id, guint nth)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("%u", nth);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 ms = MAX (g_date_time_to_unix (created) * 1000, 0);

  g_checksum_update (checksum, (const guchar *) format, (gssize) strlen (format) + 1);
  g_checksum_update (checksum, (const guchar *) source_id, (gssize) strlen (source_id) + 1);
  g_checksum_update (checksum, (const guchar *) number, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return g_strdup_printf ("%08x-%04x-7%01x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          (guint) (ms >> 16 & 0xffffffff), (guint) (ms & 0xffff), digest[0] & 0xfu,
                          digest[1], 0x80u | (digest[2] & 0x3fu), digest[3], digest[4], digest[5],
                          digest[6], digest[7], digest[8], digest[9]);
}

static char *
sum_words (const char *text)
{
  g_autofree char *folded = poise_likeness_fold (text);
  char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);

  sum[16] = '\0';
  return sum;
}

/* Formats without ids tell their entries apart by time and text. */
static char *
make_source_id (const PoiseImportDraft *draft, GDateTime *created)
{
  g_autofree char *time = g_date_time_format (created, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *sum = sum_words (draft->text);

  return g_strconcat (time, "/", sum, NULL);
}

/* Without the blank lines before it and the blanks behind it. */
static char *
trim (const char *text)
{
  g_autofree char *lines = poise_import_mend_lines (text);
  const char *start = lines;

  for (const char *p = lines; g_ascii_isspace (*p); p++)
    if (*p == '\n')
      start = p + 1;
  return g_strchomp (g_strdup (start));
}

/* Whether its id is the name of a file or a day, which another source may have too. */
static gboolean
is_named_by_place (const PoiseImportDraft *draft)
{
  static const char *const formats[] = { "almanah",     "apple-journal", "markdown", "mini-diary",
                                         "rednotebook", "text",          NULL };

  return draft->id != NULL && g_strv_contains (formats, draft->format);
}

static JsonObject *
make_extra (const PoiseImportDraft *draft, const char *source_id)
{
  JsonObject *extra = json_object_new ();
  JsonObject *imported = json_object_new ();

  json_object_set_string_member (imported, "format", draft->format);
  json_object_set_string_member (imported, "id", source_id);
  if (is_named_by_place (draft))
    {
      g_autofree char *sum = sum_words (draft->text);

      json_object_set_string_member (imported, POISE_IMPORTED_WORDS, sum);
    }
  json_object_set_object_member (extra, POISE_EXTRA_IMPORTED, imported);
  if (draft->extra != NULL)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;

      json_object_iter_init_ordered (&iter, draft->extra);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (!json_object_has_member (extra, name))
          json_object_set_member (extra, name, json_node_copy (node));
    }
  return extra;
}

/* What is no word, as no program writes it, is kept as it stands there. */
static void
add_word (GStrvBuilder *words, JsonNode *node)
{
  g_autofree char *json = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_strv_builder_add (words, json_node_get_string (node));
      return;
    }
  json = json_to_string (node, FALSE);
  g_strv_builder_add (words, json);
}

/**
 * poise_import_take_tags:
 * @extra: what is kept of an entry
 *
 * Takes the tags out of it.
 *
 * Returns: (transfer full): the tags
 */
GStrv
poise_import_take_tags (JsonObject *extra)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (extra, POISE_EXTRA_TAGS);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_auto (GStrv) all = NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_word (words, json_array_get_element (array, i));
  if (node != NULL && array == NULL)
    add_word (words, node);
  if (node != NULL)
    json_object_remove_member (extra, POISE_EXTRA_TAGS);
  all = g_strv_builder_end (words);
  return poise_tags_clean_all ((const char *const *) all);
}

/* The empty heading or bullet of a template. */
static gboolean
has_only_marks (const char *text)
{
  return text[strspn (text, "#-*>=_ \t\n")] == '\0';
}

static const char *
get_source_id (PoiseEntry *entry)
{
  JsonObject *imported =
    poise_json_get_object (poise_entry_get_extra (entry), POISE_EXTRA_IMPORTED);
  const char *id = "";

  poise_json_get_string (imported, "id", &id);
  return id;
}

/* An entry that is not left out by what was read behind it. */
static void
drop_entry (PoiseImport *self, PoiseEntry *entry)
{
  g_hash_table_remove (self->ids, poise_entry_get_id (entry));
  g_ptr_array_remove (self->entries, entry);
}

static gboolean
has_copy_mark (const char *source_id)
{
  g_autofree char *name = poise_date_get_copied_name (source_id);

  return !g_str_equal (name, source_id);
}

/* What entries of a file and of a copy of it have in common but for the words. */
static char *
get_place (const char *source_id, PoiseEntry *entry)
{
  g_autofree char *name = poise_date_get_copied_name (source_id);
  g_autofree char *created =
    g_date_time_format (poise_entry_get_created (entry), "%Y-%m-%dT%H:%M:%S%:z");
  g_autofree char *tags = g_strjoinv ("\n", (char **) poise_entry_get_tags (entry));

  return g_strjoin ("\n", name, created, tags, NULL);
}

/* Whether this is of a copy of a file, and another has its words and more. Such a copy that came
 * before is dropped. The file itself stays: the next time it is looked for. */
static gboolean
is_within_another (PoiseImport *self, const char *source_id, const char *place, PoiseEntry *entry)
{
  GPtrArray *others = g_hash_table_lookup (self->places, place);
  const char *text = poise_entry_get_text (entry);

  for (guint i = others != NULL ? others->len : 0; i > 0; i--)
    {
      PoiseEntry *other = g_ptr_array_index (others, i - 1);

      if (g_str_equal (get_source_id (other), source_id))
        continue;
      if (has_copy_mark (source_id) &&
          poise_likeness_has_lines (poise_entry_get_text (other), text))
        return TRUE;
      if (!has_copy_mark (get_source_id (other)) ||
          !poise_likeness_has_lines (text, poise_entry_get_text (other)))
        continue;
      poise_import_leave_out (self, _ ("entries that the source has twice"));
      g_ptr_array_remove_index (others, i - 1);
      drop_entry (self, other);
    }
  return FALSE;
}

/* Copies of a file have its name with a mark: “2026-11-23 (1).md”. Two files with names of their
 * own may say the same. */
static gboolean
is_twice (PoiseImport *self, const char *source_id, PoiseEntry *entry)
{
  g_autofree char *place = get_place (source_id, entry);
  g_autofree char *folded = poise_likeness_fold (poise_entry_get_text (entry));
  g_autofree char *all = g_strjoin ("\n", place, folded, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  GPtrArray *others;

  if (g_hash_table_contains (self->words, sum) || is_within_another (self, source_id, place, entry))
    return TRUE;
  g_hash_table_add (self->words, g_steal_pointer (&sum));
  others = g_hash_table_lookup (self->places, place);
  if (others == NULL)
    {
      others = g_ptr_array_new ();
      g_hash_table_insert (self->places, g_steal_pointer (&place), others);
    }
  if (others->len < MAX_COPIES)
    g_ptr_array_add (others, entry);
  return FALSE;
}

/* Of a single file the person decides whether the part that could be read comes in. */
static gboolean
leave_out_half_read (PoiseImport *self)
{
  gboolean is_left_out = self->is_half_read && self->is_many && !self->is_partial;

  self->n_half_read += is_left_out;
  return is_left_out;
}

/* The moment and the source's id, which make the id together with a number. */
static char *
get_series (GDateTime *created, const char *format, const char *source_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s", g_date_time_to_unix (created), format,
                          source_id);
}

static char *
get_series_text (const char *series, const char *text)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strconcat (series, "\n", sum, NULL);
}

/* The next id of a moment and a source's id that is free: the numbers that have been given are
 * known, as a source may have thousands of one. Returns: %NULL where one of them has the text */
static char *
find_id (PoiseImport *self,
         const PoiseImportDraft *draft,
         const char *source_id,
         GDateTime *created,
         const char *text,
         guint *nth)
{
  g_autofree char *series = get_series (created, draft->format, source_id);
  g_autofree char *series_text = get_series_text (series, text);
  PoiseEntry *other;
  char *id;

  if (g_hash_table_contains (self->next, series_text))
    return NULL;
  *nth = GPOINTER_TO_UINT (g_hash_table_lookup (self->next, series));
  id = make_id (created, draft->format, source_id, *nth);
  while ((other = g_hash_table_lookup (self->ids, id)) != NULL)
    {
      g_free (id);
      if (g_str_equal (poise_entry_get_text (other), text))
        return NULL;
      id = make_id (created, draft->format, source_id, ++*nth);
    }
  return id;
}

static void
remember_number (PoiseImport *self,
                 const char *format,
                 const char *source_id,
                 PoiseEntry *entry,
                 guint nth)
{
  char *series = get_series (poise_entry_get_created (entry), format, source_id);

  g_hash_table_add (self->next, get_series_text (series, poise_entry_get_text (entry)));
  g_hash_table_insert (self->next, series, GUINT_TO_POINTER (nth + 1));
}

/**
 * poise_import_add:
 * @self: an import
 * @draft: an entry
 *
 * Takes an entry in, under an id that follows from the source. One without
 * words is left out, and so is one that the source has twice, or of which it has only damaged
 * bytes.
 *
 * Returns: (transfer none) (nullable): the entry
 */
PoiseEntry *
poise_import_add (PoiseImport *self, const PoiseImportDraft *draft)
{
  g_autoptr (GDateTime) created = draft->created != NULL ? g_date_time_ref (draft->created)
                                                         : poise_import_get_noon (self, draft->day);
  g_autofree char *source_id = NULL;
  g_autofree char *id = NULL;
  g_autofree char *text = trim (draft->text);
  g_autoptr (JsonObject) extra = NULL;
  g_auto (GStrv) tags = NULL;
  PoiseEntry *entry;
  guint nth;

  if (created == NULL)
    created = g_date_time_new_from_unix_utc (0);
  source_id = draft->id != NULL ? g_strdup (draft->id) : make_source_id (draft, created);
  id = find_id (self, draft, source_id, created, text, &nth);
  if (id == NULL)
    {
      poise_import_leave_out (self, _ ("entries that the source has twice"));
      return NULL;
    }

  entry = poise_entry_new (id, draft->day, created);
  poise_entry_set_text (entry, text);
  poise_entry_set_modified (entry, draft->modified != NULL ? draft->modified : created);
  extra = make_extra (draft, source_id);
  tags = poise_import_take_tags (extra);
  poise_entry_set_tags (entry, (const char *const *) tags);
  poise_entry_set_extra (entry, extra);
  if (poise_entry_is_blank (entry) || has_only_marks (text))
    {
      if (!self->is_undecoded)
        poise_import_leave_out (self, *tags != NULL ? _ ("entries that have tags and no words")
                                                    : _ ("entries without words"));
      g_object_unref (entry);
      return NULL;
    }
  if (leave_out_half_read (self))
    {
      g_object_unref (entry);
      return NULL;
    }
  if (draft->id != NULL && is_twice (self, source_id, entry))
    {
      poise_import_leave_out (self, _ ("entries that the source has twice"));
      g_object_unref (entry);
      return NULL;
    }
  g_hash_table_insert (self->ids, (char *) poise_entry_get_id (entry), entry);
  g_ptr_array_add (self->entries, entry);
  remember_number (self, draft->format, source_id, entry, nth);
  return entry;
}

/**
 * poise_import_take:
 * @self: an import
 * @entry: (transfer full): an entry of Poise's own formats, with its own id
 *
 * Takes an entry in as it is. One whose id was there before is left out, and so is one of which
 * the source has only damaged bytes.
 */
void
poise_import_take (PoiseImport *self, PoiseEntry *entry)
{
  if (leave_out_half_read (self))
    {
      g_object_unref (entry);
      return;
    }
  if (g_hash_table_contains (self->ids, poise_entry_get_id (entry)))
    {
      poise_import_leave_out (self, _ ("entries that the source has twice"));
      g_object_unref (entry);
      return;
    }
  g_hash_table_insert (self->ids, (char *) poise_entry_get_id (entry), entry);
  g_ptr_array_add (self->entries, entry);
}

/**
 * poise_import_rename:
 * @self: an import
 * @entry: one of its entries, which poise_import_add() made
 * @taken: (element-type utf8 PoiseEntry): ids that are taken
 * @numbers: (element-type utf8 guint): the last numbers that were given, which is kept up to date
 *
 * Returns: (transfer full): @entry under the next id that follows from its source and is free
 */
PoiseEntry *
poise_import_rename (PoiseImport *self, PoiseEntry *entry, GHashTable *taken, GHashTable *numbers)
{
  JsonObject *imported =
    poise_json_get_object (poise_entry_get_extra (entry), POISE_EXTRA_IMPORTED);
  GDateTime *created = poise_entry_get_created (entry);
  const char *format = "", *source_id = get_source_id (entry);
  g_autofree char *series = NULL;
  g_autofree char *id = NULL;
  PoiseEntry *renamed;
  guint nth;

  poise_json_get_string (imported, "format", &format);
  series = get_series (created, format, source_id);
  nth = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, series));
  do
    {
      g_free (id);
      id = make_id (created, format, source_id, ++nth);
    }
  while (g_hash_table_contains (taken, id) || g_hash_table_contains (self->ids, id));
  g_hash_table_insert (numbers, g_steal_pointer (&series), GUINT_TO_POINTER (nth));
  renamed = poise_entry_new (id, poise_entry_get_day (entry), created);
  poise_entry_assign (renamed, entry);
  return renamed;
}
