/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-dayone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-json-list.h"
#include "poise-json.h"
#include "poise-time.h"

/* Day One's members that are kept, and under which name. */
static const struct
{
  const char *theirs;
  const char *ours;
} kept_members[] = {
  { "location", POISE_EXTRA_LOCATION },
  { "weather", POISE_EXTRA_WEATHER },
  { "photos", POISE_EXTRA_PHOTOS },
  { "userActivity", "activity" },
  { "music", "music" },
  { "audios", "audio" },
  { "videos", "videos" },
  { "pdfAttachments", "attachments" },
};

/* What is read, or says the same again, or only speaks of the device. */
static const char *const silent_members[] = { "uuid",
                                              "creationDate",
                                              "modifiedDate",
                                              "timeZone",
                                              "text",
                                              "tags",
                                              "starred",
                                              "richText",
                                              "isPinned",
                                              "isAllDay",
                                              "duration",
                                              "editingTime",
                                              "creationDevice",
                                              "creationDeviceType",
                                              "creationDeviceModel",
                                              "creationOSName",
                                              "creationOSVersion",
                                              "sourceString" };

/* Day One writes Markdown and puts a backslash before what it might mistake
 * for some: “2\. a \- b\!”. Code between fences is left alone. */
static void
append_unescaped (GString *out, const char *line, gsize length, gboolean *in_code)
{
  if (length >= 3 && strncmp (line, "```", 3) == 0)
    *in_code = !*in_code;
  for (gsize i = 0; i < length; i++)
    {
      if (line[i] == '\\' && !*in_code && i + 1 < length && g_ascii_ispunct (line[i + 1]))
        i++;
      g_string_append_c (out, line[i]);
    }
}

/* The words of a picture are kept; without any, so goes the blank before it. */
static gboolean
replace_moment_cb (const GMatchInfo *match, GString *out, gpointer data)
{
  g_autofree char *blank = g_match_info_fetch (match, 1);
  g_autofree char *words = g_match_info_fetch (match, 2);

  if (*words != '\0')
    g_string_append_printf (out, "%s%s", blank, words);
  return FALSE;
}

/* Pictures, `![](dayone-moment://…)`, wherever they stand. */
static char *
remove_moments (const char *text)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("( ?)!\\[([^\\]\n]*)\\]\\(dayone-moment:[^)\n]*\\)", 0, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, replace_moment_cb, NULL, NULL);
}

/* A line that only showed pictures. */
static gboolean
is_moment (const char *line, gsize length)
{
  g_autofree char *copy = g_strndup (line, length);
  g_autofree char *rest = NULL;

  if (strstr (copy, "](dayone-moment:") == NULL)
    return FALSE;
  rest = g_strstrip (remove_moments (copy));
  return *rest == '\0';
}

static char *
clean_text (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean in_code = FALSE, skipped = FALSE;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      gboolean is_blank = length == 0;

      if (is_moment (line, length))
        skipped = TRUE;
      /* The blank line behind a picture goes with it. */
      else if (!(skipped && is_blank))
        {
          g_autofree char *copy = g_strndup (line, length);
          g_autofree char *words =
            strstr (copy, "](dayone-moment:") != NULL ? remove_moments (copy) : g_strdup (copy);

          append_unescaped (out, words, strlen (words), &in_code);
          g_string_append_c (out, '\n');
          skipped = FALSE;
        }
      else
        skipped = FALSE;
      line += length + (line[length] == '\n');
    }
  return g_string_free (out, FALSE);
}

/* ---- rich text ---- */

/* A line's attributes: `{"line": {"listStyle": "checkbox", "checked": true}}`. */
static void
append_bullet (GString *text, JsonObject *part)
{
  JsonObject *attributes = poise_json_get_object (part, "attributes");
  JsonObject *line = attributes != NULL ? poise_json_get_object (attributes, "line") : NULL;
  const char *style = NULL;

  if (line == NULL || !poise_json_get_string (line, "listStyle", &style))
    return;
  if (g_str_equal (style, "numbered"))
    {
      JsonNode *index = json_object_get_member (line, "listIndex");

      g_string_append_printf (
        text, "%" G_GINT64_FORMAT ". ",
        index != NULL && JSON_NODE_HOLDS_VALUE (index) ? json_node_get_int (index) : 1);
    }
  else if (!g_str_equal (style, "checkbox"))
    g_string_append (text, "- ");
  else if (line != NULL && poise_json_is_true (line, "checked"))
    g_string_append (text, "- [x] ");
  else
    g_string_append (text, "- [ ] ");
}

/* `{"attributes": {"linkURL": "https://…"}, "text": "the rota"}`. */
static void
append_piece (GString *text, JsonObject *part, const char *piece)
{
  JsonObject *attributes = poise_json_get_object (part, "attributes");
  const char *address = NULL;

  g_string_append (text, piece);
  if (attributes == NULL || !poise_json_get_string (attributes, "linkURL", &address) ||
      strstr (piece, address) != NULL || g_str_has_prefix (address, "dayone"))
    return;
  if (g_str_has_suffix (text->str, "\n"))
    g_string_insert (text, (gssize) text->len - 1, " ()");
  else
    g_string_append (text, " ()");
  g_string_insert (text, (gssize) (text->len - 1 - (text->str[text->len - 1] == '\n')), address);
}

/* Entries of newer versions may have their words here only: a JSON text with
 * pieces of text, and pictures between them. */
static char *
read_rich_text (const char *json)
{
  g_autoptr (JsonNode) root = poise_json_parse (json, strlen (json), "richText", NULL);
  GString *text = g_string_new (NULL);
  JsonArray *contents = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                          ? poise_json_get_array (json_node_get_object (root), "contents")
                          : NULL;

  for (guint i = 0; contents != NULL && i < json_array_get_length (contents); i++)
    {
      JsonNode *node = json_array_get_element (contents, i);
      const char *piece = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          !poise_json_get_string (json_node_get_object (node), "text", &piece))
        continue;
      if (text->len == 0 || text->str[text->len - 1] == '\n')
        append_bullet (text, json_node_get_object (node));
      append_piece (text, json_node_get_object (node), piece);
    }
  return g_string_free (text, FALSE);
}

/* It may be a text that is JSON, or JSON itself. */
static char *
get_rich_text (JsonObject *object)
{
  const char *rich = NULL;
  JsonNode *node = json_object_get_member (object, "richText");

  if (poise_json_get_string (object, "richText", &rich))
    return g_strdup (rich);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
}

static char *
read_text (JsonObject *object, guint line, const char *file_name, PoiseImport *import)
{
  const char *text = "";
  g_autofree char *rich = get_rich_text (object);
  g_autofree char *words = NULL;
  g_autofree char *rich_words = NULL;

  poise_json_get_string (object, "text", &text);
  words = clean_text (text);
  /* There may be nothing but pictures in it. */
  if (words[strspn (words, " \t\n")] != '\0' || rich == NULL)
    return g_steal_pointer (&words);
  rich_words = read_rich_text (rich);
  if (*rich_words == '\0' && *rich != '\0' && text[strspn (text, " \t\n")] == '\0' &&
      (strstr (rich, "\"text\"") != NULL || strstr (rich, "\"contents\"") == NULL))
    poise_import_fail (import, file_name, line,
                       _ ("the words of the entry that begins here are not understood"));
  return g_steal_pointer (&rich_words);
}

static void
note_unknown (JsonObject *object, PoiseImport *import)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      gboolean is_known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (kept_members); i++)
        is_known = is_known || g_str_equal (l->data, kept_members[i].theirs);
      for (guint i = 0; i < G_N_ELEMENTS (silent_members); i++)
        is_known = is_known || g_str_equal (l->data, silent_members[i]);
      if (!is_known)
        poise_import_leave_out (import, _ ("further details that Day One keeps of an entry"));
    }
}

/* What the text shows may be missing in the lists. */
static guint
count_moments (JsonObject *object)
{
  static const char start[] = "](dayone-moment:";
  const char *text = "";
  guint n = 0;

  poise_json_get_string (object, "text", &text);
  while ((text = strstr (text, start)) != NULL)
    {
      text += strlen (start);
      n++;
    }
  return n;
}

static void
count_files (JsonObject *object, PoiseImport *import)
{
  static const char *const media[] = { "photos", "audios", "videos", "pdfAttachments" };
  guint n_shown = count_moments (object), n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    {
      JsonArray *array = poise_json_get_array (object, media[i]);

      for (guint j = 0; array != NULL && j < json_array_get_length (array); j++, n++)
        poise_import_leave_out (import,
                                _ ("pictures, sounds and attachments (their description is kept)"));
    }
  for (; n < n_shown; n++)
    poise_import_leave_out (import, _ ("pictures, sounds and attachments"));
}

static JsonObject *
collect_extra (JsonObject *object, PoiseImport *import)
{
  JsonObject *extra = json_object_new ();
  JsonArray *tags = poise_json_get_array (object, "tags");

  if (tags != NULL && json_array_get_length (tags) > 0)
    json_object_set_member (extra, POISE_EXTRA_TAGS,
                            json_node_copy (json_object_get_member (object, "tags")));
  if (poise_json_is_true (object, "starred"))
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kept_members); i++)
    {
      JsonNode *node = json_object_get_member (object, kept_members[i].theirs);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        json_object_set_member (extra, kept_members[i].ours, json_node_copy (node));
    }
  count_files (object, import);
  note_unknown (object, import);
  return extra;
}

/* Times are in UTC; the day is that of the zone in which the entry was written. */
static GDateTime *
read_time (JsonObject *object, const char *member, GTimeZone *zone)
{
  const char *text = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (!poise_json_get_string (object, member, &text))
    return NULL;
  utc = poise_time_parse (text);
  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* A whole day stands as its midnight in Greenwich, which is the day before west of it. */
static gboolean
is_whole_day (JsonObject *object)
{
  const char *written = NULL;

  return json_object_has_member (object, "isAllDay") &&
         JSON_NODE_HOLDS_VALUE (json_object_get_member (object, "isAllDay")) &&
         json_node_get_boolean (json_object_get_member (object, "isAllDay")) &&
         poise_json_get_string (object, "creationDate", &written) &&
         g_str_has_suffix (written, "T00:00:00Z");
}

static void
read_entry (const PoiseJsonItem *item, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GDateTime) modified = NULL;
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *text = NULL;
  const char *uuid = NULL, *written = "", *zone_name = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  PoiseDay day;

  if (poise_import_is_trashed (import, item->object))
    return;
  poise_json_get_string (item->object, "timeZone", &zone_name);
  zone = poise_import_find_zone (import, file->name, item->line, zone_name);
  created = read_time (item->object, "creationDate", zone);
  modified = read_time (item->object, "modifiedDate", zone);
  if (created == NULL || (day = poise_day_from_time (created, 0)) == POISE_DAY_INVALID)
    {
      poise_json_get_string (item->object, "creationDate", &written);
      poise_import_fail (import, file->name, item->line,
                         _ ("the entry that begins here has no date that exists: “%s”"), written);
      return;
    }
  if (is_whole_day (item->object))
    {
      g_autoptr (GDateTime) utc = g_date_time_to_utc (created);

      if (poise_day_from_time (utc, 0) != day)
        {
          day = poise_day_from_time (utc, 0);
          g_clear_pointer (&created, g_date_time_unref);
        }
    }
  poise_json_get_string (item->object, "uuid", &uuid);
  text = read_text (item->object, item->line, file->name, import);
  extra = collect_extra (item->object, import);
  poise_import_add (import, &(PoiseImportDraft) { .format = "dayone",
                                                  .id = uuid,
                                                  .day = day,
                                                  .created = created,
                                                  .modified = modified,
                                                  .text = text,
                                                  .extra = extra });
}

/**
 * poise_dayone_read:
 * @source: Day One's JSON file, or the files of its zip: one for each journal
 * @import: what is filled
 *
 * Reads Day One's export. The day of an entry is that of its own time zone.
 * Tags, the star, location, weather, activity, music and the description of
 * pictures are kept; the pictures are left out.
 */
void
poise_dayone_read (PoiseSource *source, PoiseImport *import)
{
  poise_json_list_foreach (source, "entries", read_entry, import);
}
