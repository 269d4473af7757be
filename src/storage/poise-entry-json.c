/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-json.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"
#include "poise-time.h"

/*
 * Unknown members are kept in the entry's extra object. Those of the nested
 * objects stand there under the nested object's own name, which a known
 * member of the entry can never take: {"mood": …, "prompt": {…}, "tag": {…,
 * "sentences": {"0-62": {…}}}}. `tags` stands there as long as it is no list of
 * words, `kind` as long as it is no word.
 */

static const char *const entry_members[] = { "id",     "day",  "created", "modified",
                                             "prompt", "text", "tag",     NULL };
static const char *const prompt_members[] = { "id", "text", NULL };
static const char *const tag_members[] = { "mode", "share", "confidence", "unsure",
                                           "by",   "model", "sentences",  NULL };
static const char *const sentence_members[] = { "start",      "end",    "mode", "facet",
                                                "confidence", "unsure", "by",   NULL };

static void
keep_unknown (JsonObject **extra, const char *name, JsonObject *unknown)
{
  if (unknown == NULL)
    return;
  if (*extra == NULL)
    *extra = json_object_new ();
  json_object_set_object_member (*extra, name, unknown);
}

static char *
sentence_key (const PoiseSentenceTag *sentence)
{
  return g_strdup_printf ("%u-%u", sentence->start, sentence->end);
}

static PoiseTagSource
read_source (JsonObject *object)
{
  const char *by = NULL;

  return poise_json_get_string (object, "by", &by) && g_str_equal (by, "person")
           ? POISE_TAG_SOURCE_PERSON
           : POISE_TAG_SOURCE_TAGGER;
}

static gboolean
read_unsure (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "unsure");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static gboolean
read_sentence (JsonObject *object, PoiseSentenceTag *sentence)
{
  gint64 start, end;
  const char *mode = NULL, *facet = NULL;
  PoiseMode its_mode;
  PoiseFacet its_facet;

  *sentence = (PoiseSentenceTag) { 0 };
  if (!poise_json_get_int (object, "start", &start) || !poise_json_get_int (object, "end", &end) ||
      start < 0 || end < start || end > G_MAXUINT ||
      !poise_json_get_string (object, "mode", &mode) || !poise_mode_from_id (mode, &its_mode) ||
      its_mode == POISE_MODE_BALANCED)
    return FALSE;

  sentence->start = (guint) start;
  sentence->end = (guint) end;
  sentence->mode = its_mode;
  if (poise_json_get_string (object, "facet", &facet) && poise_facet_from_id (facet, &its_facet))
    sentence->facet = its_facet;
  poise_json_get_double (object, "confidence", &sentence->confidence);
  sentence->unsure = read_unsure (object);
  sentence->by = read_source (object);
  return TRUE;
}

static void
read_sentences (PoiseTag *tag, JsonArray *array, JsonObject **extra)
{
  JsonObject *kept = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      PoiseSentenceTag sentence;

      if (!JSON_NODE_HOLDS_OBJECT (node) || !read_sentence (json_node_get_object (node), &sentence))
        continue;
      g_array_append_val (tag->sentences, sentence);
      {
        g_autofree char *key = sentence_key (&sentence);

        keep_unknown (&kept, key,
                      poise_json_collect_unknown (json_node_get_object (node), sentence_members));
      }
    }
  keep_unknown (extra, "sentences", kept);
}

static PoiseTag *
read_tag (JsonObject *object, JsonObject **extra)
{
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  const char *mode = NULL, *model = NULL;
  JsonArray *sentences;

  if (!poise_json_get_string (object, "mode", &mode) || !poise_mode_from_id (mode, &tag->mode))
    return NULL;

  tag->has_share = poise_json_get_double (object, "share", &tag->share);
  tag->share = CLAMP (tag->share, 0.0, 1.0);
  poise_json_get_double (object, "confidence", &tag->confidence);
  tag->unsure = read_unsure (object);
  tag->by = read_source (object);
  if (poise_json_get_string (object, "model", &model))
    tag->model = g_strdup (model);
  *extra = poise_json_collect_unknown (object, tag_members);
  sentences = poise_json_get_array (object, "sentences");
  if (sentences != NULL)
    read_sentences (tag, sentences, extra);
  return g_steal_pointer (&tag);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, POISE_ERROR, POISE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
read_times (JsonObject *object, GDateTime **created, GDateTime **modified)
{
  const char *text = NULL;

  if (poise_json_get_string (object, "created", &text))
    *created = poise_time_parse (text);
  text = NULL;
  if (poise_json_get_string (object, "modified", &text))
    *modified = poise_time_parse (text);
  if (*created == NULL && *modified != NULL)
    *created = g_date_time_ref (*modified);
  if (*modified == NULL && *created != NULL)
    *modified = g_date_time_ref (*created);
  return *created != NULL;
}

/* NULL if it is anything else than a list of words. */
static GStrv
read_tags (JsonObject *object)
{
  JsonArray *array = poise_json_get_array (object, "tags");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
          *json_node_get_string (node) == '\0')
        return NULL;
      g_strv_builder_add (tags, json_node_get_string (node));
    }
  return n > 0 ? g_strv_builder_end (tags) : NULL;
}

/* A member that was read stands in no extra object. */
static void
drop_member (JsonObject **extra, const char *name)
{
  json_object_remove_member (*extra, name);
  if (json_object_get_size (*extra) == 0)
    g_clear_pointer (extra, json_object_unref);
}

static JsonObject *
collect_other (JsonObject *members, const char *const *known)
{
  return members != NULL ? poise_json_collect_unknown (members, known) : NULL;
}

/* What it must have; NULL with @error set if one of these is missing. */
static PoiseEntry *
read_required (JsonObject *object, GError **error)
{
  g_autoptr (PoiseEntry) entry = NULL;
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GDateTime) modified = NULL;
  const char *id = NULL, *day_text = NULL, *text = NULL;
  PoiseDay day;

  if (!poise_json_get_string (object, "id", &id) || *id == '\0')
    return fail (error, _ ("it has no id")), NULL;
  if (!poise_json_get_string (object, "day", &day_text) ||
      (day = poise_day_parse (day_text)) == POISE_DAY_INVALID)
    return fail (error, _ ("it has no day of the form YYYY-MM-DD")), NULL;
  if (!poise_json_get_string (object, "text", &text))
    return fail (error, _ ("it has no text")), NULL;
  if (!read_times (object, &created, &modified))
    return fail (error, _ ("it has no time of creation")), NULL;

  entry = poise_entry_new (id, day, created);
  poise_entry_set_text (entry, text);
  poise_entry_set_modified (entry, modified);
  return g_steal_pointer (&entry);
}

static void
read_tags_and_kind (PoiseEntry *entry, JsonObject *object, JsonObject **extra)
{
  g_auto (GStrv) tags = read_tags (object);
  const char *kind = NULL;

  if (tags != NULL)
    {
      poise_entry_set_tags (entry, (const char *const *) tags);
      drop_member (extra, "tags");
    }
  if (poise_json_get_string (object, "kind", &kind) && *kind != '\0')
    {
      poise_entry_set_kind (entry, kind);
      drop_member (extra, "kind");
    }
}

static void
read_prompt (PoiseEntry *entry, JsonObject *prompt, JsonObject **extra)
{
  const char *id = NULL, *text = NULL;

  poise_json_get_string (prompt, "id", &id);
  poise_json_get_string (prompt, "text", &text);
  poise_entry_set_prompt (entry, id, text);
  keep_unknown (extra, "prompt", poise_json_collect_unknown (prompt, prompt_members));
}

/**
 * poise_entry_from_json:
 * @object: an object of a month file's `entries`
 * @error: return location
 *
 * Reads an entry. It must have an id, a day, a text and a time; a tag or a
 * prompt that makes no sense is left out, since both can be made again.
 * Errors are %POISE_ERROR_INVALID and say which member is wrong.
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL with @error set
 */
PoiseEntry *
poise_entry_from_json (JsonObject *object, GError **error)
{
  g_autoptr (PoiseEntry) entry = NULL;
  g_autoptr (JsonObject) extra = NULL;
  JsonObject *nested;

  g_return_val_if_fail (object != NULL, NULL);

  entry = read_required (object, error);
  if (entry == NULL)
    return NULL;
  extra = poise_json_collect_unknown (object, entry_members);
  read_tags_and_kind (entry, object, &extra);
  nested = poise_json_get_object (object, "prompt");
  if (nested != NULL)
    read_prompt (entry, nested, &extra);

  nested = poise_json_get_object (object, "tag");
  if (nested != NULL)
    {
      JsonObject *unknown = NULL;
      g_autoptr (PoiseTag) tag = read_tag (nested, &unknown);

      poise_entry_set_tag (entry, tag);
      keep_unknown (&extra, "tag", unknown);
    }

  poise_entry_set_extra (entry, extra);
  return g_steal_pointer (&entry);
}

static void
write_sentence (const PoiseSentenceTag *sentence, PoiseJsonWriter *writer, JsonObject *extra)
{
  poise_json_writer_begin_inline (writer, NULL, '{');
  poise_json_writer_add_int (writer, "start", sentence->start);
  poise_json_writer_add_int (writer, "end", sentence->end);
  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (sentence->mode));
  if (sentence->facet != POISE_FACET_NONE)
    poise_json_writer_add_string (writer, "facet", poise_facet_to_id (sentence->facet));
  poise_json_writer_add_double (writer, "confidence", sentence->confidence);
  if (sentence->unsure)
    poise_json_writer_add_boolean (writer, "unsure", TRUE);
  poise_json_writer_add_string (writer, "by", poise_tag_source_to_id (sentence->by));
  if (extra != NULL)
    {
      g_autofree char *key = sentence_key (sentence);

      poise_json_writer_add_members (writer, poise_json_get_object (extra, key));
    }
  poise_json_writer_end (writer, '}');
}

static void
write_unknown (PoiseJsonWriter *writer, JsonObject *extra, const char *const *known)
{
  g_autoptr (JsonObject) unknown = collect_other (extra, known);

  poise_json_writer_add_members (writer, unknown);
}

/* As earlier versions, which did not know them, wrote those of other programs. */
static void
write_tags (const char *const *tags, PoiseJsonWriter *writer)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();

  for (guint i = 0; tags[i] != NULL; i++)
    json_array_add_string_element (array, tags[i]);
  json_node_init_array (node, array);
  poise_json_writer_add_node (writer, "tags", node);
}

static void
write_others (PoiseEntry *entry, PoiseJsonWriter *writer)
{
  const char *const *tags = poise_entry_get_tags (entry);
  g_autoptr (JsonObject) others = collect_other (poise_entry_get_extra (entry), entry_members);

  if (poise_entry_get_kind (entry) != NULL && others != NULL &&
      json_object_has_member (others, "kind"))
    json_object_remove_member (others, "kind");
  if (*tags != NULL && others != NULL && json_object_has_member (others, "tags"))
    json_object_remove_member (others, "tags");
  poise_json_writer_add_members (writer, others);
  if (*tags != NULL)
    write_tags (tags, writer);
}

static void
write_tag (const PoiseTag *tag, PoiseJsonWriter *writer, const char *name, JsonObject *extra)
{
  g_return_if_fail (tag != NULL);

  poise_json_writer_begin (writer, name, '{');
  poise_json_writer_add_string (writer, "mode", poise_mode_to_id (tag->mode));
  if (tag->has_share)
    poise_json_writer_add_double (writer, "share", tag->share);
  poise_json_writer_add_double (writer, "confidence", tag->confidence);
  if (tag->unsure)
    poise_json_writer_add_boolean (writer, "unsure", TRUE);
  poise_json_writer_add_string (writer, "by", poise_tag_source_to_id (tag->by));
  if (tag->model != NULL)
    poise_json_writer_add_string (writer, "model", tag->model);
  poise_json_writer_begin (writer, "sentences", '[');
  for (guint i = 0; i < tag->sentences->len; i++)
    write_sentence (&g_array_index (tag->sentences, PoiseSentenceTag, i), writer,
                    extra != NULL ? poise_json_get_object (extra, "sentences") : NULL);
  poise_json_writer_end (writer, ']');
  write_unknown (writer, extra, tag_members);
  poise_json_writer_end (writer, '}');
}

/**
 * poise_entry_write_json:
 * @entry: an entry
 * @writer: where it is written
 *
 * Writes an entry as an object of a month file's `entries`.
 */
void
poise_entry_write_json (PoiseEntry *entry, PoiseJsonWriter *writer)
{
  JsonObject *extra = poise_entry_get_extra (entry);
  g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
  g_autofree char *created = poise_time_to_string (poise_entry_get_created (entry));
  g_autofree char *modified = poise_time_to_string (poise_entry_get_modified (entry));
  JsonObject *prompt_extra = extra != NULL ? poise_json_get_object (extra, "prompt") : NULL;

  poise_json_writer_begin (writer, NULL, '{');
  poise_json_writer_add_string (writer, "id", poise_entry_get_id (entry));
  poise_json_writer_add_string (writer, "day", day);
  poise_json_writer_add_string (writer, "created", created);
  poise_json_writer_add_string (writer, "modified", modified);
  if (poise_entry_get_kind (entry) != NULL)
    poise_json_writer_add_string (writer, "kind", poise_entry_get_kind (entry));
  if (poise_entry_get_prompt_id (entry) != NULL || poise_entry_get_prompt_text (entry) != NULL ||
      prompt_extra != NULL)
    {
      poise_json_writer_begin_inline (writer, "prompt", '{');
      if (poise_entry_get_prompt_id (entry) != NULL)
        poise_json_writer_add_string (writer, "id", poise_entry_get_prompt_id (entry));
      if (poise_entry_get_prompt_text (entry) != NULL)
        poise_json_writer_add_string (writer, "text", poise_entry_get_prompt_text (entry));
      poise_json_writer_add_members (writer, prompt_extra);
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_add_string (writer, "text", poise_entry_get_text (entry));
  if (poise_entry_get_tag (entry) != NULL)
    write_tag (poise_entry_get_tag (entry), writer, "tag",
               extra != NULL ? poise_json_get_object (extra, "tag") : NULL);
  write_others (entry, writer);
  poise_json_writer_end (writer, '}');
}
