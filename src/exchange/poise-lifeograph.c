/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lifeograph.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-lifeograph-diary.h"

/* What the entries of one diary are made with. */
typedef struct
{
  const PoiseLifeographDiary *diary;
  GHashTable *names;   /* of all entries: every one can be a tag */
  GPtrArray *chapters; /* those that begin on a day, in the order of days */
  GRegex *links;
  GRegex *tags;
} Context;

static gboolean
has_only_name (const PoiseLifeographEntry *entry)
{
  const char *end = strchr (entry->text->str, '\n');

  return end == NULL || end[strspn (end, " \t\n")] == '\0';
}

/* `<https://…<tab>words>` and `<deid:7<tab>words>`: an address that nobody else
 * understands goes. */
static gboolean
replace_link_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *address = g_match_info_fetch (match, 1);
  g_autofree char *words = g_match_info_fetch (match, 2);

  g_string_append (out, words);
  if (!g_str_has_prefix (address, "deid:"))
    g_string_append_printf (out, " (%s)", address);
  return FALSE;
}

/* ---- what is kept besides the text ---- */

static void
add_tag (JsonArray *tags, GHashTable *seen, const char *name)
{
  if (*name != '\0' && g_hash_table_add (seen, g_strdup (name)))
    json_array_add_string_element (tags, name);
}

/* Version 1 names them, version 2 has `:name:` in the text, version 3 the ids of
 * the entries that they are. */
static JsonArray *
collect_tags (const Context *context, const PoiseLifeographEntry *entry)
{
  JsonArray *tags = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (guint i = 0; i < entry->tags->len; i++)
    {
      const char *tag = g_ptr_array_index (entry->tags, i);
      const PoiseLifeographEntry *other =
        context->diary->version > 2000 ? g_hash_table_lookup (context->diary->by_id, tag) : NULL;
      g_autofree char *name =
        other != NULL ? poise_lifeograph_entry_get_name (other) : g_strdup (tag);

      add_tag (tags, seen, name);
    }
  if (context->diary->version != 2000)
    return tags;
  for (g_regex_match (context->tags, entry->text->str, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (g_hash_table_contains (context->names, name))
        add_tag (tags, seen, name);
    }
  return tags;
}

static const PoiseLifeographEntry *
get_chapter (const Context *context, guint i)
{
  return g_ptr_array_index (context->chapters, i);
}

/* What an entry stands below, or else the time that it falls into. */
static char *
find_chapter (const Context *context, const PoiseLifeographEntry *entry, PoiseDay day)
{
  const PoiseLifeographEntry *found = entry->parent;
  guint first = 0, end = entry->is_dated && found == NULL ? context->chapters->len : 0;

  /* How many begin no later. */
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (get_chapter (context, middle)->day <= day)
        first = middle + 1;
      else
        end = middle;
    }
  if (first > 0 && get_chapter (context, first - 1) == entry)
    first--;
  if (first > 0)
    found = get_chapter (context, first - 1);
  return found != NULL ? poise_lifeograph_entry_get_name (found) : NULL;
}

static JsonObject *
collect_extra (const Context *context, const PoiseLifeographEntry *entry, PoiseDay day)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonArray) tags = collect_tags (context, entry);
  g_autofree char *chapter = find_chapter (context, entry, day);
  guint n_places = json_array_get_length (entry->places);

  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (tags));
  if (entry->is_starred)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  if (n_places > 0)
    json_object_set_object_member (
      extra, POISE_EXTRA_LOCATION,
      json_object_ref (json_array_get_object_element (entry->places, 0)));
  if (n_places > 1)
    json_object_set_array_member (extra, "route", json_array_ref (entry->places));
  if (entry->todo != NULL)
    json_object_set_string_member (extra, "todo", entry->todo);
  if (chapter != NULL && *chapter != '\0')
    json_object_set_string_member (extra, "chapter", chapter);
  return extra;
}

/* ---- entries ---- */

/* Ids are counted up in each diary of version 1, and stay with the entries when
 * a newer version saves them, as the time does. */
static char *
make_id (const PoiseLifeographEntry *entry)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s",
                          entry->created != NULL ? g_date_time_to_unix (entry->created) : 0,
                          entry->id);
}

static void
add_entry (const Context *context,
           const PoiseLifeographEntry *entry,
           const char *file_name,
           PoiseImport *import)
{
  PoiseDay day = entry->day;
  g_autofree char *id = make_id (entry);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) extra = NULL;

  /* What stands in a list belongs to the day on which it was written. */
  if (!entry->is_dated && day == POISE_DAY_INVALID && entry->created != NULL)
    day = poise_day_from_time (entry->created, 0);
  if (day == POISE_DAY_INVALID)
    {
      poise_import_fail (import, file_name, entry->line,
                         _ ("the entry that begins here has no date that exists: “%s”"),
                         entry->date);
      return;
    }
  text =
    g_regex_replace_eval (context->links, entry->text->str, -1, 0, 0, replace_link_cb, NULL, NULL);
  extra = collect_extra (context, entry, day);
  poise_import_add (import, &(PoiseImportDraft) { .format = "lifeograph",
                                                  .id = id,
                                                  .day = day,
                                                  .created = entry->created,
                                                  .modified = entry->modified,
                                                  .text = text != NULL ? text : entry->text->str,
                                                  .extra = extra });
}

static void
read_entry (const Context *context,
            const PoiseLifeographEntry *entry,
            const char *file_name,
            PoiseImport *import)
{
  if (entry->is_trashed)
    poise_import_leave_out (import, _ ("entries in the trash"));
  else if (!has_only_name (entry) || (entry->is_dated && !entry->is_chapter) || entry->todo != NULL)
    add_entry (context, entry, file_name, import);
  else if (!entry->is_chapter)
    poise_import_leave_out (import, _ ("names of lists and tags without a text of their own"));
}

static int
compare_days_cb (gconstpointer a, gconstpointer b)
{
  const PoiseLifeographEntry *const *x = a, *const *y = b;

  return (*x)->day<(*y)->day ? -1 : (*x)->day> (*y)->day;
}

static void
read_diary (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (PoiseLifeographDiary) diary = poise_lifeograph_diary_read (file, import);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) chapters = g_ptr_array_new ();
  g_autoptr (GRegex) links = g_regex_new ("<([a-z]+:[^\t\n<>]+)\t([^\n<>]*)>", 0, 0, NULL);
  g_autoptr (GRegex) tags = g_regex_new ("(?<!\\S):([^:\\s][^:\n]*):", 0, 0, NULL);
  Context context = { diary, names, chapters, links, tags };

  if (diary == NULL)
    return;
  for (guint i = 0; i < diary->entries->len; i++)
    {
      PoiseLifeographEntry *entry = g_ptr_array_index (diary->entries, i);

      g_hash_table_add (names, poise_lifeograph_entry_get_name (entry));
      if (entry->is_chapter && entry->is_dated && entry->day != POISE_DAY_INVALID)
        g_ptr_array_add (chapters, entry);
    }
  g_ptr_array_sort (chapters, compare_days_cb);
  for (guint i = 0; i < diary->entries->len && !poise_import_is_stopped (import); i++)
    read_entry (&context, g_ptr_array_index (diary->entries, i), file->name, import);
}

/**
 * poise_lifeograph_read:
 * @source: a diary, or several
 * @import: what is filled
 *
 * Reads Lifeograph's diaries. Tags, the star, the to-do state, places and the
 * chapter are kept. What stands in a list comes in on the day on which it was
 * written.
 */
void
poise_lifeograph_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_diary (g_ptr_array_index (source->files, i), import);
}
