/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-front-matter.h"

#include <string.h>

#include "poise-entry-json.h"
#include "poise-json.h"
#include "poise-time.h"

/* Members of what else is kept that stand in the head by themselves. */
static const char *const own_members[] = { POISE_EXTRA_STARRED, NULL };

static void
value_free (PoiseFrontMatterValue *value)
{
  g_free (value->value);
  g_free (value);
}

static void
add (GPtrArray *values, const char *name, char *text, gboolean is_json)
{
  PoiseFrontMatterValue *value = g_new0 (PoiseFrontMatterValue, 1);

  value->name = name;
  value->value = text;
  value->is_json = is_json;
  g_ptr_array_add (values, value);
}

static void
add_tag (GPtrArray *values, const PoiseTag *tag)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  PoiseMode mode = poise_tag_is_guess (tag) ? POISE_MODE_NONE : tag->mode;

  add (values, "mode", g_strdup (poise_mode_to_id (mode)), FALSE);
  if (tag->has_share)
    add (values, "share", g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.4f", tag->share)),
         TRUE);
  add (values, "by", g_strdup (poise_tag_source_to_id (tag->by)), FALSE);
}

static char *
write_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);
  return json_to_string (node, FALSE);
}

static char *
write_list (const char *const *words)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);
  json_node_init_array (node, array);
  return json_to_string (node, FALSE);
}

static void
add_extra (GPtrArray *values, JsonObject *extra)
{
  g_autoptr (JsonObject) others = NULL;

  if (json_object_has_member (extra, POISE_EXTRA_STARRED))
    add (values, "starred",
         json_to_string (json_object_get_member (extra, POISE_EXTRA_STARRED), FALSE), TRUE);
  others = poise_json_collect_unknown (extra, own_members);
  if (others != NULL)
    add (values, "extra", write_json (others), FALSE);
}

/**
 * poise_front_matter_collect:
 * @entry: an entry
 *
 * Returns: (transfer full) (element-type PoiseFrontMatterValue): what it says besides
 *   its text
 */
GPtrArray *
poise_front_matter_collect (PoiseEntry *entry)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);

  add (values, "id", g_strdup (poise_entry_get_id (entry)), FALSE);
  add (values, "day", poise_day_to_string (poise_entry_get_day (entry)), FALSE);
  add (values, "created", poise_time_to_string (poise_entry_get_created (entry)), FALSE);
  add (values, "modified", poise_time_to_string (poise_entry_get_modified (entry)), FALSE);
  if (poise_entry_get_kind (entry) != NULL)
    add (values, "kind", g_strdup (poise_entry_get_kind (entry)), FALSE);
  if (poise_entry_get_prompt_id (entry) != NULL)
    add (values, "prompt_id", g_strdup (poise_entry_get_prompt_id (entry)), FALSE);
  if (poise_entry_get_prompt_text (entry) != NULL)
    add (values, "prompt", g_strdup (poise_entry_get_prompt_text (entry)), FALSE);
  if (poise_entry_get_tag (entry) != NULL)
    add_tag (values, poise_entry_get_tag (entry));
  if (*poise_entry_get_tags (entry) != NULL)
    add (values, "tags", write_list (poise_entry_get_tags (entry)), TRUE);
  if (poise_entry_get_extra (entry) != NULL)
    add_extra (values, poise_entry_get_extra (entry));
  return values;
}

/* `#rota #depot`: each word is one. */
static gboolean
has_only_hashtags (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && (*words[i] != '#' || strpbrk (words[i], ",;") != NULL))
      return FALSE;

  return *text != '\0';
}

/**
 * poise_front_matter_read_tags:
 * @extra: what an entry keeps
 * @text: tags: a JSON list, or words with commas between them
 *
 * Keeps an entry's tags.
 */
void
poise_front_matter_read_tags (JsonObject *extra, const char *text)
{
  g_autoptr (JsonNode) node = *text == '[' ? json_from_string (text, NULL) : NULL;
  g_auto (GStrv) words = NULL;
  JsonArray *tags;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      json_object_set_member (extra, POISE_EXTRA_TAGS, g_steal_pointer (&node));
      return;
    }
  tags = json_array_new ();
  words = g_strsplit_set (text, has_only_hashtags (text) ? " \t" : ",;", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (g_strdelimit (words[i], "\"", ' '));

      if (*word == '#')
        word++;
      if (*word != '\0')
        json_array_add_string_element (tags, word);
    }
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, tags);
  else
    json_array_unref (tags);
}

/* A list of words with commas between them. */
static char *
get_words (JsonNode *node)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_auto (GStrv) all = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (json_node_get_string (node));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_string (item) != NULL)
        g_strv_builder_add (words, json_node_get_string (item));
    }
  all = g_strv_builder_end (words);
  return *all != NULL ? g_strjoinv (", ", all) : NULL;
}

/**
 * poise_front_matter_append_words:
 * @values: what is kept of an entry without a text
 * @text: its text
 *
 * An entry without a text may have words in what else is kept of it: each is a line.
 */
void
poise_front_matter_append_words (JsonObject *values, GString *text)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *words = get_words (node);

      for (const char *p = words != NULL ? words : ""; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalpha (g_utf8_get_char (p)))
          {
            g_string_append_printf (text, "%s: %s\n", name, words);
            break;
          }
    }
}

static JsonObject *
read_extra (PoiseFrontMatterFunc get, gpointer data)
{
  const char *text = get (data, "extra"), *tags = get (data, "tags");
  const char *starred = get (data, "starred");
  g_autoptr (JsonNode) node =
    text != NULL ? poise_json_parse (text, strlen (text), "extra", NULL) : NULL;
  JsonObject *extra = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                        ? json_object_ref (json_node_get_object (node))
                        : NULL;
  JsonObject *own = json_object_new ();

  if (extra != NULL)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, extra);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (own, name, json_node_copy (member));
      json_object_unref (extra);
    }
  if (tags != NULL)
    poise_front_matter_read_tags (own, tags);
  if (starred != NULL && g_ascii_strcasecmp (starred, "true") == 0)
    json_object_set_boolean_member (own, POISE_EXTRA_STARRED, TRUE);
  if (json_object_get_size (own) > 0)
    return own;
  json_object_unref (own);
  return NULL;
}

/* Only what the person said is kept; the tagger says the rest again. */
static PoiseTag *
read_tag (PoiseFrontMatterFunc get, gpointer data)
{
  const char *mode = get (data, "mode"), *by = get (data, "by");
  g_autoptr (PoiseTag) tag = NULL;

  if (mode == NULL || by == NULL || !g_str_equal (by, "person"))
    return NULL;
  tag = poise_tag_new ();
  if (!poise_mode_from_id (mode, &tag->mode))
    return NULL;
  return poise_tag_with_mode (tag, tag->mode);
}

static gboolean
is_id (const char *text)
{
  return text != NULL && g_uuid_string_is_valid (text);
}

static void
set_extra (PoiseEntry *entry, JsonObject *extra)
{
  g_auto (GStrv) tags = extra != NULL ? poise_import_take_tags (extra) : NULL;

  poise_entry_set_tags (entry, (const char *const *) tags);
  poise_entry_set_extra (entry, extra != NULL && json_object_get_size (extra) > 0 ? extra : NULL);
}

/**
 * poise_front_matter_make_entry:
 * @get: (scope call): gives a value by its name
 * @data: for @get
 * @text: the entry's text
 *
 * Makes the entry that poise_front_matter_collect() was given.
 *
 * Returns: (transfer full) (nullable): the entry; %NULL if this is not a head
 *   that Poise wrote
 */
PoiseEntry *
poise_front_matter_make_entry (PoiseFrontMatterFunc get, gpointer data, const char *text)
{
  const char *id = get (data, "id");
  PoiseDay day = poise_day_parse (get (data, "day"));
  g_autoptr (GDateTime) created = poise_time_parse (get (data, "created"));
  g_autoptr (GDateTime) modified = poise_time_parse (get (data, "modified"));
  g_autoptr (JsonObject) extra = NULL;
  g_autoptr (PoiseTag) tag = NULL;
  PoiseEntry *entry;

  if (!is_id (id) || day == POISE_DAY_INVALID || created == NULL)
    return NULL;
  entry = poise_entry_new (id, day, created);
  poise_entry_set_text (entry, text);
  poise_entry_set_modified (entry, modified != NULL ? modified : created);
  poise_entry_set_prompt (entry, get (data, "prompt_id"), get (data, "prompt"));
  poise_entry_set_kind (entry, get (data, "kind"));
  extra = read_extra (get, data);
  set_extra (entry, extra);
  tag = read_tag (get, data);
  poise_entry_set_tag (entry, tag);
  return entry;
}

/**
 * poise_front_matter_get_tags:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): its tags with commas between them, or as
 *   a JSON list where a tag has one itself
 */
char *
poise_front_matter_get_tags (PoiseEntry *entry)
{
  const char *const *tags = poise_entry_get_tags (entry);

  for (guint i = 0; tags[i] != NULL; i++)
    if (strpbrk (tags[i], ",;\"") != NULL || *tags[i] == '#' || *tags[i] == '[')
      return write_list (tags);
  return *tags != NULL ? g_strjoinv (", ", (char **) tags) : NULL;
}
