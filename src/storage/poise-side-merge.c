/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-side-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-intention-list.h"
#include "poise-json.h"
#include "poise-key-file.h"
#include "poise-prompt-set.h"
#include "poise-time.h"

#define NEVER ""

typedef JsonObject *(*MergeFunc) (JsonObject *one, JsonObject *other);
typedef char *(*WriteFunc) (JsonObject *object);
typedef void (*StampFunc) (JsonObject *base, JsonObject *now, GDateTime *time);

/* ---- JSON ---- */

static char *
write_object (JsonObject *object)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_members (&writer, object);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static JsonObject *
read_object (const char *json, const char *name)
{
  g_autoptr (JsonNode) root = poise_json_parse (json, strlen (json), name, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

static int
compare_objects (JsonObject *a, JsonObject *b)
{
  g_autofree char *x = write_object (a);
  g_autofree char *y = write_object (b);

  return strcmp (x, y);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = NULL;

  return object != NULL && poise_json_get_string (object, member, &text) ? text : NEVER;
}

static gint64
get_number (JsonObject *object, const char *member)
{
  gint64 number = 0;

  return poise_json_get_int (object, member, &number) ? number : 0;
}

/* Their difference may be no number. */
static int
compare_numbers (JsonObject *one, JsonObject *other, const char *member)
{
  gint64 a = get_number (one, member);
  gint64 b = get_number (other, member);

  return (a > b) - (a < b);
}

static void
add_member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer out)
{
  if (!json_object_has_member (out, name))
    json_object_set_member (out, name, json_node_copy (node));
}

/* ---- learned.json ---- */

/* The later version of each part; a part has one writer. */
static void
take_part (GPtrArray *parts, JsonNode *node)
{
  JsonObject *part = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint i = 0; part != NULL && i < parts->len; i++)
    {
      JsonObject *other = json_node_get_object (g_ptr_array_index (parts, i));
      int later = compare_numbers (part, other, "revision");

      if (!g_str_equal (get_text (part, "by"), get_text (other, "by")))
        continue;
      if (later > 0 || (later == 0 && compare_objects (part, other) > 0))
        parts->pdata[i] = node;
      return;
    }
  if (part != NULL)
    g_ptr_array_add (parts, node);
}

static void
take_parts (GPtrArray *parts, JsonObject *file)
{
  JsonArray *array = poise_json_get_array (file, "parts");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    take_part (parts, json_array_get_element (array, i));
}

static int
compare_parts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (get_text (json_node_get_object (*(JsonNode *const *) a), "by"),
                 get_text (json_node_get_object (*(JsonNode *const *) b), "by"));
}

/* What was forgotten on one computer is not learned again from another. */
static JsonObject *
merge_learned (JsonObject *one, JsonObject *other)
{
  int later = compare_numbers (one, other, "forgotten");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  JsonObject *merged = json_object_new ();
  JsonArray *array = json_array_new ();

  if (later >= 0)
    take_parts (parts, one);
  if (later <= 0)
    take_parts (parts, other);
  g_ptr_array_sort (parts, compare_parts_cb);
  for (guint i = 0; i < parts->len; i++)
    json_array_add_element (array, json_node_copy (g_ptr_array_index (parts, i)));
  json_object_foreach_member (later >= 0 ? one : other, add_member_cb, merged);
  json_object_set_array_member (merged, "parts", array);
  return merged;
}

/* ---- lists of what has an id, as prompts.json ---- */

/* Members are ids, values the times of the last change. */
static JsonObject *
merge_times (JsonObject *one, JsonObject *other, const char *member)
{
  JsonObject *sides[] = { poise_json_get_object (one, member),
                          poise_json_get_object (other, member) };
  g_autoptr (GList) names = NULL;
  JsonObject *merged = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    names = g_list_concat (names, sides[i] != NULL ? json_object_get_members (sides[i]) : NULL);
  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *a = get_text (sides[0], name->data);
      const char *b = get_text (sides[1], name->data);

      json_object_set_string_member (merged, name->data, strcmp (a, b) >= 0 ? a : b);
    }
  return merged;
}

static JsonNode *
find_item (JsonObject *file, const char *list, const char *id)
{
  JsonArray *array = poise_json_get_array (file, list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          g_str_equal (get_text (json_node_get_object (node), "id"), id))
        return node;
    }

  return NULL;
}

static JsonNode *
choose_item (JsonNode *a, JsonNode *b)
{
  int order;

  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  order = strcmp (get_text (json_node_get_object (a), "modified"),
                  get_text (json_node_get_object (b), "modified"));
  if (order == 0)
    order = poise_json_compare (a, b);
  return order >= 0 ? a : b;
}

static gboolean
is_answered (JsonNode *intention)
{
  const char *outcome = get_text (json_node_get_object (intention), "outcome");

  return g_str_equal (outcome, "done") || g_str_equal (outcome, "partly") ||
         g_str_equal (outcome, "not");
}

/* The end of a pause only moves what is still open: an answer from elsewhere is not undone by that,
 * as it would be by an Undo, which leaves the day as it was. */
static JsonNode *
choose_intention (JsonNode *a, JsonNode *b)
{
  gboolean is_moved = a != NULL && b != NULL &&
                      !g_str_equal (get_text (json_node_get_object (a), "day"),
                                    get_text (json_node_get_object (b), "day"));

  if (is_moved && is_answered (a) != is_answered (b))
    return is_answered (a) ? a : b;
  return choose_item (a, b);
}

static gboolean
is_removed (JsonObject *removed, const char *id, JsonNode *item)
{
  const char *time = get_text (removed, id);

  return *time != '\0' && strcmp (time, get_text (json_node_get_object (item), "modified")) >= 0;
}

static gboolean
has_node (JsonArray *array, JsonNode *node)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (poise_json_compare (json_array_get_element (array, i), node) == 0)
      return TRUE;

  return FALSE;
}

/* What has no id is kept. */
static void
take_items (JsonArray *items,
            const char *list,
            JsonObject *from,
            JsonObject *other,
            JsonObject *removed)
{
  gboolean is_of_intentions = g_str_equal (list, "intentions");
  JsonArray *array = poise_json_get_array (from, list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *id =
        JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NEVER;

      if (*id != '\0')
        node = is_of_intentions ? choose_intention (node, find_item (other, list, id))
                                : choose_item (node, find_item (other, list, id));
      if ((*id == '\0' || !is_removed (removed, id, node)) && !has_node (items, node))
        json_array_add_element (items, json_node_copy (node));
    }
}

/* ---- prompts.json ---- */

static gboolean
is_off (JsonObject *file, const char *id)
{
  JsonArray *off = poise_json_get_array (file, "off");

  for (guint i = 0; off != NULL && i < json_array_get_length (off); i++)
    if (g_strcmp0 (json_node_get_string (json_array_get_element (off, i)), id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
shall_be_off (JsonObject *one, JsonObject *other, const char *id)
{
  int order = strcmp (get_text (poise_json_get_object (one, "switched"), id),
                      get_text (poise_json_get_object (other, "switched"), id));

  if (order == 0)
    return is_off (one, id) || is_off (other, id);
  return is_off (order > 0 ? one : other, id);
}

static void
take_off (JsonArray *off, JsonObject *from, JsonObject *other)
{
  JsonArray *array = poise_json_get_array (from, "off");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *id = json_node_get_string (node);

      if (id != NULL && shall_be_off (from, other, id) && !has_node (off, node))
        json_array_add_element (off, json_node_copy (node));
    }
}

static gboolean
comes_first (JsonObject *one, JsonObject *other)
{
  int order = strcmp (get_text (one, "ordered"), get_text (other, "ordered"));

  return order != 0 ? order > 0 : compare_objects (one, other) >= 0;
}

static JsonObject *
merge_prompts (JsonObject *one, JsonObject *other)
{
  JsonObject *first = comes_first (one, other) ? one : other;
  JsonObject *second = first == one ? other : one;
  JsonObject *merged = json_object_new ();
  JsonObject *removed = merge_times (one, other, "removed");
  JsonArray *off = json_array_new ();
  JsonArray *own = json_array_new ();

  json_object_set_string_member (merged, "format", get_text (first, "format"));
  json_object_set_int_member (merged, "version",
                              MAX (get_number (one, "version"), get_number (other, "version")));
  take_off (off, first, second);
  take_off (off, second, first);
  json_object_set_array_member (merged, "off", off);
  take_items (own, "own", first, second, removed);
  take_items (own, "own", second, first, removed);
  json_object_set_array_member (merged, "own", own);
  if (*get_text (first, "ordered") != '\0')
    json_object_set_string_member (merged, "ordered", get_text (first, "ordered"));
  json_object_set_object_member (merged, "removed", removed);
  json_object_set_object_member (merged, "switched", merge_times (one, other, "switched"));
  json_object_foreach_member (first, add_member_cb, merged);
  json_object_foreach_member (second, add_member_cb, merged);
  return merged;
}

/* As the set writes it. */
static char *
write_prompts (JsonObject *object)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autofree char *json = write_object (object);

  return poise_prompt_set_load_json (set, json, strlen (json), "prompts.json", NULL)
           ? poise_prompt_set_to_json (set)
           : g_steal_pointer (&json);
}

/* ---- intentions.json ---- */

/* The pause that was switched later. */
static JsonNode *
choose_pause (JsonObject *one, JsonObject *other)
{
  JsonNode *a =
    poise_json_get_object (one, "pause") != NULL ? json_object_get_member (one, "pause") : NULL;
  JsonNode *b =
    poise_json_get_object (other, "pause") != NULL ? json_object_get_member (other, "pause") : NULL;

  return choose_item (a, b);
}

static JsonObject *
merge_intentions (JsonObject *one, JsonObject *other)
{
  JsonObject *first = compare_objects (one, other) <= 0 ? one : other;
  JsonObject *second = first == one ? other : one;
  JsonObject *removed = merge_times (one, other, "removed");
  JsonNode *pause = choose_pause (one, other);
  JsonObject *merged = json_object_new ();
  JsonArray *items = json_array_new ();
  JsonArray *quiet = json_array_new ();

  take_items (items, "intentions", first, second, removed);
  take_items (items, "intentions", second, first, removed);
  json_object_set_array_member (merged, "intentions", items);
  take_items (quiet, "quiet", first, second, removed);
  take_items (quiet, "quiet", second, first, removed);
  json_object_set_array_member (merged, "quiet", quiet);
  if (pause != NULL)
    json_object_set_member (merged, "pause", json_node_copy (pause));
  json_object_set_object_member (merged, "removed", removed);
  json_object_foreach_member (first, add_member_cb, merged);
  json_object_foreach_member (second, add_member_cb, merged);
  return merged;
}

/* As the list writes it. */
static char *
write_intentions (JsonObject *object)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autofree char *json = write_object (object);

  return poise_intention_list_load_json (list, json, strlen (json), "intentions.json", NULL)
           ? poise_intention_list_to_json (list)
           : g_steal_pointer (&json);
}

/* ---- journal.json ---- */

static gboolean
is_older (JsonObject *one, JsonObject *other)
{
  g_autoptr (GDateTime) a = poise_time_parse (get_text (one, "created"));
  g_autoptr (GDateTime) b = poise_time_parse (get_text (other, "created"));
  int order = a != NULL && b != NULL ? g_date_time_compare (a, b) : (a == NULL) - (b == NULL);

  return order != 0 ? order < 0 : compare_objects (one, other) <= 0;
}

/* Each computer may have begun the journal. */
static JsonObject *
merge_heads (JsonObject *one, JsonObject *other)
{
  JsonObject *older = is_older (one, other) ? one : other;
  JsonObject *merged = json_object_new ();

  json_object_foreach_member (older, add_member_cb, merged);
  json_object_foreach_member (older == one ? other : one, add_member_cb, merged);
  return merged;
}

/* ---- agreement.json ---- */

/* What is on both sides is of before they went apart. */
static void
take_checks (GPtrArray *checks, JsonArray *array)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < checks->len; i++)
    g_ptr_array_add (known, json_to_string (checks->pdata[i], FALSE));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *check = json_array_get_element (array, i);
      g_autofree char *text = json_to_string (check, FALSE);
      guint position;

      if (g_ptr_array_find_with_equal_func (known, text, g_str_equal, &position))
        g_ptr_array_remove_index_fast (known, position);
      else
        g_ptr_array_add (checks, check);
    }
}

static const char *
get_day (JsonNode *check)
{
  return JSON_NODE_HOLDS_OBJECT (check) ? get_text (json_node_get_object (check), "day") : NEVER;
}

static int
compare_checks_cb (gconstpointer a, gconstpointer b)
{
  JsonNode *x = *(JsonNode *const *) a;
  JsonNode *y = *(JsonNode *const *) b;
  int order = strcmp (get_day (x), get_day (y));

  return order != 0 ? order : poise_json_compare (x, y);
}

static JsonObject *
merge_agreement (JsonObject *one, JsonObject *other)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();
  JsonObject *first = compare_objects (one, other) <= 0 ? one : other;
  JsonObject *merged = json_object_new ();
  JsonArray *array = json_array_new ();

  take_checks (checks, poise_json_get_array (one, "checks"));
  take_checks (checks, poise_json_get_array (other, "checks"));
  g_ptr_array_sort (checks, compare_checks_cb);
  if (checks->len > POISE_SIDE_MAX_CHECKS)
    g_ptr_array_remove_range (checks, 0, checks->len - POISE_SIDE_MAX_CHECKS);
  for (guint i = 0; i < checks->len; i++)
    json_array_add_element (array, json_node_copy (checks->pdata[i]));
  json_object_foreach_member (first, add_member_cb, merged);
  json_object_foreach_member (first == one ? other : one, add_member_cb, merged);
  json_object_set_array_member (merged, "checks", array);
  return merged;
}

/* ---- what the person changed ---- */

static JsonObject *
ensure_times (JsonObject *file, const char *member)
{
  if (poise_json_get_object (file, member) == NULL)
    json_object_set_object_member (file, member, json_object_new ());
  return poise_json_get_object (file, member);
}

/* In UTC and always as long, so that times compare as texts. Later than @last, whatever the clock
 * says. */
static char *
write_time (GDateTime *time, const char *last)
{
  g_autoptr (GDateTime) before = poise_time_parse (last);
  g_autoptr (GDateTime) after = before != NULL ? g_date_time_add (before, 1) : NULL;
  GDateTime *later = after != NULL && g_date_time_compare (after, time) > 0 ? after : time;
  g_autoptr (GDateTime) utc = g_date_time_to_utc (later);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.%fZ");
}

/* Of two times that are written as texts. */
static const char *
choose_later (const char *one, const char *other)
{
  return strcmp (one, other) > 0 ? one : other;
}

static void
stamp_after (JsonObject *times, const char *id, GDateTime *time, const char *removed)
{
  const char *last = get_text (times, id);
  g_autofree char *text = write_time (time, choose_later (last, removed));

  json_object_set_string_member (times, id, text);
}

static void
stamp (JsonObject *times, const char *id, GDateTime *time)
{
  stamp_after (times, id, time, NEVER);
}

/* When an item was removed, as far as is known here; it may be back. */
static const char *
get_removed (JsonObject *base, JsonObject *now, const char *id)
{
  const char *before = get_text (poise_json_get_object (base, "removed"), id);
  const char *after = get_text (poise_json_get_object (now, "removed"), id);

  return choose_later (before, after);
}

/* What differs is later than it was, also where it is taken back: an Undo brings the earlier time
 * along with the earlier words. */
static void
stamp_items (const char *list, JsonObject *base, JsonObject *now, GDateTime *time)
{
  JsonArray *array = poise_json_get_array (now, list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *id =
        JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NEVER;
      JsonNode *was = *id != '\0' ? find_item (base, list, id) : NULL;

      const char *before = was != NULL ? get_text (json_node_get_object (was), "modified") : NEVER;

      if (*id != '\0' && (was == NULL || poise_json_compare (was, node) != 0))
        stamp_after (json_node_get_object (node), "modified", time,
                     choose_later (before, get_removed (base, now, id)));
    }
}

/* Later than what was removed was changed, too: a clock that was set back brings nothing back. */
static void
stamp_removed (const char *list, JsonObject *base, JsonObject *now, GDateTime *time)
{
  JsonArray *array = poise_json_get_array (base, list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *id =
        JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NEVER;

      if (*id != '\0' && find_item (now, list, id) == NULL)
        stamp_after (ensure_times (now, "removed"), id, time,
                     get_text (json_node_get_object (node), "modified"));
    }
}

static void
stamp_switched (JsonObject *one, JsonObject *other, JsonObject *now, GDateTime *time)
{
  JsonArray *off = poise_json_get_array (one, "off");

  for (guint i = 0; off != NULL && i < json_array_get_length (off); i++)
    {
      const char *id = json_node_get_string (json_array_get_element (off, i));

      if (id != NULL && !is_off (other, id))
        stamp (ensure_times (now, "switched"), id, time);
    }
}

/* The ids that are in @beside, too, in the order of @file. */
static char *
list_order (JsonObject *file, JsonObject *beside)
{
  JsonArray *own = poise_json_get_array (file, "own");
  GString *ids = g_string_new (NULL);

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      JsonNode *node = json_array_get_element (own, i);
      const char *id =
        JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NEVER;

      if (*id != '\0' && find_item (beside, "own", id) != NULL)
        g_string_append_printf (ids, "%s\n", id);
    }
  return g_string_free (ids, FALSE);
}

/* Whether a prompt came before one that was there; at the end is where a merge puts it. */
static gboolean
has_insertion (JsonObject *base, JsonObject *now)
{
  JsonArray *own = poise_json_get_array (now, "own");
  gboolean is_added = FALSE;

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      JsonNode *node = json_array_get_element (own, i);
      const char *id =
        JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NEVER;

      if (find_item (base, "own", id) == NULL)
        is_added = TRUE;
      else if (is_added)
        return TRUE;
    }
  return FALSE;
}

static void
stamp_prompts (JsonObject *base, JsonObject *now, GDateTime *time)
{
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;

  stamp_items ("own", base, now, time);
  stamp_removed ("own", base, now, time);
  stamp_switched (base, now, now, time);
  stamp_switched (now, base, now, time);
  was = list_order (base, now);
  is = list_order (now, base);
  if (!g_str_equal (was, is) || has_insertion (base, now))
    stamp (now, "ordered", time);
}

static void
stamp_intentions (JsonObject *base, JsonObject *now, GDateTime *time)
{
  JsonObject *was = poise_json_get_object (base, "pause");
  JsonObject *is = poise_json_get_object (now, "pause");

  stamp_items ("intentions", base, now, time);
  stamp_removed ("intentions", base, now, time);
  stamp_items ("quiet", base, now, time);
  stamp_removed ("quiet", base, now, time);
  if (g_str_equal (get_text (was, "since"), get_text (is, "since")))
    return;
  stamp_after (ensure_times (now, "pause"), "modified", time, get_text (was, "modified"));
}

/* ---- all ---- */

typedef struct
{
  const char *name;
  const char *format; /* the word that it bears */
  gint64 version;     /* the newest that is known: the one that is written */
  MergeFunc merge;
  WriteFunc write;
  StampFunc stamp; /* where it says when what of it was changed */
} Merge;

static const Merge merges[] = {
  { "agreement.json", "poise-agreement", 1, merge_agreement, write_object, NULL },
  { "intentions.json", "poise-intentions", 1, merge_intentions, write_intentions,
    stamp_intentions },
  { "journal.json", "poise-journal", 2, merge_heads, write_object, NULL },
  { POISE_KEY_FILE, "poise-keys", 0, NULL, NULL, NULL }, /* poise_key_file_merge() */
  { "learned.json", "poise-learned", 3, merge_learned, write_object, NULL },
  { "prompts.json", "poise-prompts", 1, merge_prompts, write_prompts, stamp_prompts },
};

static const Merge *
find_merge (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    if (g_str_equal (merges[i].name, name))
      return &merges[i];

  return NULL;
}

/**
 * poise_side_merge_find:
 * @format: the word for what it is that a file bears
 *
 * Returns: (nullable): the name of such files, if poise_side_merge() merges them
 */
const char *
poise_side_merge_find (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    if (g_str_equal (merges[i].format, format))
      return merges[i].name;

  return NULL;
}

static GBytes *
merge_keys (GBytes *one, GBytes *other, GError **error)
{
  g_autoptr (PoiseKeyFile) a = poise_key_file_parse (one, POISE_KEY_FILE, error);
  g_autoptr (PoiseKeyFile) b =
    a != NULL ? poise_key_file_parse (other, POISE_KEY_FILE, error) : NULL;
  g_autoptr (PoiseKeyFile) merged = b != NULL ? poise_key_file_merge (a, b) : NULL;

  return merged != NULL ? poise_key_file_serialize (merged) : NULL;
}

/* What a newer Poise wrote holds what is not known here, and perhaps not what an older one wrote:
 * neither may take the other's place. */
static JsonObject *
read_file (const Merge *merge, GBytes *bytes, const char *name, gint64 *version, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root = poise_json_parse (length > 0 ? data : "", length, name, error);

  *version = merge->version;
  return root != NULL &&
             poise_json_read_head (root, name, merge->format, version, error,
                                   _ ("“%s” is no file of a Poise journal"), name) != NULL
           ? json_node_dup_object (root)
           : NULL;
}

/**
 * poise_side_merge_check:
 * @name: the name of a file that is known
 * @bytes: a version of it
 * @shown_name: the name that it bears, for messages
 * @error: return location
 *
 * Says whether a version can be a file by itself. Errors are %POISE_ERROR_INVALID.
 *
 * Returns: %TRUE if it can be read, or a newer version of Poise wrote it
 */
gboolean
poise_side_merge_check (const char *name, GBytes *bytes, const char *shown_name, GError **error)
{
  const Merge *merge = find_merge (name);
  g_autoptr (PoiseKeyFile) keys = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 version;

  g_return_val_if_fail (merge != NULL, FALSE);

  if (merge->merge == NULL)
    keys = poise_key_file_parse (bytes, shown_name, &local_error);
  else
    object = read_file (merge, bytes, shown_name, &version, &local_error);
  if (keys != NULL || object != NULL ||
      g_error_matches (local_error, POISE_ERROR, POISE_ERROR_NEWER))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * poise_side_merge:
 * @name: the name of a file that is known
 * @one: a version of it
 * @other: another one
 * @error: return location
 *
 * Makes one of both; which is which makes no difference. Errors are
 * %POISE_ERROR_INVALID, and %POISE_ERROR_NEWER for a version that is not known.
 *
 * Returns: (transfer full) (nullable): the merged file, or %NULL with @error set
 */
GBytes *
poise_side_merge (const char *name, GBytes *one, GBytes *other, GError **error)
{
  const Merge *merge = find_merge (name);
  g_autoptr (JsonObject) a = NULL;
  g_autoptr (JsonObject) b = NULL;
  g_autoptr (JsonObject) merged = NULL;
  gint64 version, other_version;
  char *json;

  g_return_val_if_fail (merge != NULL, NULL);

  if (g_bytes_equal (one, other))
    return g_bytes_ref (one);
  if (merge->merge == NULL)
    return merge_keys (one, other, error);
  a = read_file (merge, one, name, &version, error);
  b = a != NULL ? read_file (merge, other, name, &other_version, error) : NULL;
  if (b == NULL)
    return NULL;
  /* An older version knows less than what is merged here. */
  if (version != other_version)
    return g_bytes_ref (version > other_version ? one : other);
  merged = merge->merge (a, b);
  json = merge->write (merged);
  return g_bytes_new_take (json, strlen (json));
}

/**
 * poise_side_merge_holds:
 * @name: the name of a file that is known
 * @bytes: a version of it
 * @other: another one
 *
 * Returns: %TRUE if poise_side_merge() would take nothing of @other into @bytes, however @bytes is
 *   written; %FALSE also where they cannot be merged
 */
gboolean
poise_side_merge_holds (const char *name, GBytes *bytes, GBytes *other)
{
  g_autoptr (GString) text =
    g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) alone = NULL;
  g_autoptr (GBytes) merged = NULL;

  /* Other bytes that say the same: equal ones would not be written anew. */
  g_string_append_c (text, '\n');
  same = g_string_free_to_bytes (g_steal_pointer (&text));
  alone = poise_side_merge (name, bytes, same, NULL);
  merged = alone != NULL ? poise_side_merge (name, same, other, NULL) : NULL;
  /* A later version is taken as it is. */
  return merged != NULL && (g_bytes_equal (merged, alone) || g_bytes_equal (merged, same));
}

/**
 * poise_side_merge_stamp:
 * @name: `prompts.json` or `intentions.json`
 * @base: such a file
 * @now: what the person made of it
 * @time: when
 *
 * Notes in @now when what differs was changed; poise_side_merge() goes by that.
 *
 * Returns: (transfer full): @now with the times
 */
char *
poise_side_merge_stamp (const char *name, const char *base, const char *now, GDateTime *time)
{
  const Merge *merge = find_merge (name);
  g_autoptr (JsonObject) before = read_object (base, name);
  g_autoptr (JsonObject) after = read_object (now, name);

  g_return_val_if_fail (merge != NULL && merge->stamp != NULL, g_strdup (now));
  g_return_val_if_fail (before != NULL && after != NULL, g_strdup (now));

  merge->stamp (before, after, time);
  return merge->write (after);
}
