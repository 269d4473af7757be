/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-three-way.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-json.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-month.h"
#include "poise-side-merge.h"
#include "poise-time.h"

/* The sides of a month: one entry in two versions stands in one of them on each. */
typedef struct
{
  JsonObject *base; /* (nullable) */
  JsonObject *ours;
  JsonObject *theirs;
  JsonArray *left;
  JsonArray *right;
  gboolean is_whole; /* left and right are the same */
} Months;

static const char *
get_id (JsonNode *node)
{
  const char *id = NULL;

  return JSON_NODE_HOLDS_OBJECT (node) &&
             poise_json_get_string (json_node_get_object (node), "id", &id)
           ? id
           : NULL;
}

static JsonNode *
find_entry (JsonObject *month, const char *id)
{
  JsonArray *entries = month != NULL ? poise_json_get_array (month, "entries") : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    if (g_strcmp0 (get_id (json_array_get_element (entries, i)), id) == 0)
      return json_array_get_element (entries, i);

  return NULL;
}

static gboolean
is_same (JsonNode *a, JsonNode *b)
{
  return a != NULL && b != NULL && poise_json_compare (a, b) == 0;
}

static gboolean
has_same_text (JsonNode *a, JsonNode *b)
{
  const char *x = NULL, *y = NULL;

  poise_json_get_string (json_node_get_object (a), "text", &x);
  poise_json_get_string (json_node_get_object (b), "text", &y);
  return g_strcmp0 (x, y) == 0;
}

static GDateTime *
get_modified (JsonNode *node)
{
  const char *text = NULL;

  poise_json_get_string (json_node_get_object (node), "modified", &text);
  return poise_time_parse (text);
}

static JsonNode *
choose_newer (JsonNode *a, JsonNode *b)
{
  g_autoptr (GDateTime) x = get_modified (a);
  g_autoptr (GDateTime) y = get_modified (b);
  int order = x != NULL && y != NULL ? g_date_time_compare (x, y) : 0;

  if (order == 0)
    order = poise_json_compare (a, b);
  return order >= 0 ? a : b;
}

static void
add (Months *months, JsonNode *left, JsonNode *right)
{
  months->is_whole &= left == right;
  json_array_add_element (months->left, json_node_copy (left));
  json_array_add_element (months->right, json_node_copy (right));
}

/* What stands on one side only. If it was changed there and deleted on the other, the times in the
 * month's trash say what becomes of it, as Poise merges both sides. */
static void
take_single (Months *months, JsonNode *base, JsonNode *one, gboolean is_ours)
{
  if (base == NULL)
    add (months, one, one);
  else if (!is_same (one, base))
    {
      months->is_whole = FALSE;
      json_array_add_element (is_ours ? months->left : months->right, json_node_copy (one));
    }
}

/* What one side deleted and the other left as it was is deleted. */
static void
take_entry (Months *months, JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  if (ours == NULL || theirs == NULL)
    take_single (months, base, ours != NULL ? ours : theirs, ours != NULL);
  else if (is_same (ours, theirs) || is_same (theirs, base))
    add (months, ours, ours);
  else if (is_same (ours, base))
    add (months, theirs, theirs);
  else if (has_same_text (ours, theirs))
    add (months, choose_newer (ours, theirs), choose_newer (ours, theirs));
  else
    add (months, ours, theirs);
}

static void
take_entries (Months *months, JsonObject *from, gboolean is_theirs)
{
  JsonArray *entries = poise_json_get_array (from, "entries");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonNode *node = json_array_get_element (entries, i);
      const char *id = get_id (node);

      if (id == NULL)
        add (months, node, node);
      else if (!is_theirs)
        take_entry (months, find_entry (months->base, id), node, find_entry (months->theirs, id));
      else if (find_entry (months->ours, id) == NULL)
        take_entry (months, find_entry (months->base, id), NULL, node);
    }
}

/* A month's head with entries; %NULL if they are of no month. */
static PoiseMonth *
make_month (JsonObject *head, JsonArray *entries, char **json)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  const char *name = "";

  json_object_set_array_member (head, "entries", json_array_ref (entries));
  json_node_set_object (node, head);
  *json = json_to_string (node, FALSE);
  poise_json_get_string (head, "month", &name);
  return poise_month_parse (*json, strlen (*json), name, name, NULL);
}

/* What was removed for good on one side is so on both, with the text that the other has still. */
static PoiseMonth *
take_removed (PoiseMonth *month, JsonObject *other_head)
{
  g_autoptr (JsonArray) none = json_array_new ();
  g_autofree char *json = NULL;
  g_autoptr (PoiseMonth) other = make_month (other_head, none, &json);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_auto (PoiseMerge) merge = { 0 };

  poise_merge_init (&merge, month, now);
  if (other != NULL)
    poise_merge_trash (&merge, other);
  return g_steal_pointer (&merge.trash);
}

static void
write_month (GString *out, JsonObject *head, JsonObject *other_head, JsonArray *entries)
{
  g_autofree char *json = NULL;
  g_autoptr (PoiseMonth) month = make_month (head, entries, &json);
  g_autoptr (GString) text = NULL;

  if (month == NULL)
    {
      g_string_append (out, json);
      return;
    }
  month = take_removed (month, other_head);
  poise_month_sort (month);
  text = poise_month_serialize (month);
  g_string_append_len (out, text->str, (gssize) text->len);
}

/* What this version does not know of a month: who left it as it was has the other's. What one side
 * lacks is taken by poise_merge_trash(). */
static void
take_changed (Months *months, JsonObject *head, JsonObject *other_head)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (months->base == NULL)
    return;
  json_object_iter_init (&iter, other_head);
  while (json_object_iter_next (&iter, &name, &node))
    if (is_same (json_object_get_member (head, name), json_object_get_member (months->base, name)))
      json_object_set_member (head, name, json_node_copy (node));
}

static GBytes *
merge_months (Months *months)
{
  GString *out = g_string_new (NULL);

  take_entries (months, months->ours, FALSE);
  take_entries (months, months->theirs, TRUE);
  take_changed (months, months->ours, months->theirs);
  take_changed (months, months->theirs, months->ours);
  if (!months->is_whole)
    g_string_append (out, "<<<<<<< ours\n");
  write_month (out, months->ours, months->theirs, months->left);
  if (!months->is_whole)
    {
      g_string_append (out, "=======\n");
      write_month (out, months->theirs, months->ours, months->right);
      g_string_append (out, ">>>>>>> theirs\n");
    }
  return g_string_free_to_bytes (out);
}

static JsonObject *
read_object (GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root = poise_json_parse (length > 0 ? data : "", length, name, error);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);
  if (root != NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, _ ("“%s” is no file of a Poise journal"),
                 name);
  return NULL;
}

static const char *
get_format (JsonObject *object)
{
  const char *format = NULL;

  return poise_json_get_string (object, "format", &format) ? format : "";
}

/* What a newer Poise wrote may hold what is not known here, and would be lost. */
static gboolean
is_known (JsonObject *month, const char *name, GError **error)
{
  gint64 version = 0;

  return !poise_json_get_int (month, "version", &version) || version <= POISE_MONTH_VERSION ||
         poise_month_file_fail_newer (name, error);
}

/**
 * poise_three_way_merge:
 * @base: what both sides were made from; empty if there was nothing
 * @ours: this side's version of a file of a journal
 * @theirs: the other side's
 * @is_whole: (out): %FALSE if an entry was changed on both sides: then both
 *   versions stand between conflict markers, as poise_conflict_split() reads them
 * @error: return location
 *
 * Merges by what is in the files: entries by their ids. Errors are
 * %POISE_ERROR_INVALID, and %POISE_ERROR_NEWER where one side is of a version that is not known.
 *
 * Returns: (transfer full) (nullable): the merged file, or %NULL with @error set
 */
GBytes *
poise_three_way_merge (GBytes *base,
                       GBytes *ours,
                       GBytes *theirs,
                       gboolean *is_whole,
                       GError **error)
{
  g_autoptr (JsonObject) a = read_object (ours, "ours", error);
  g_autoptr (JsonObject) b = a != NULL ? read_object (theirs, "theirs", error) : NULL;
  g_autoptr (JsonObject) o = b != NULL ? read_object (base, "base", NULL) : NULL;
  g_autoptr (JsonArray) left = json_array_new ();
  g_autoptr (JsonArray) right = json_array_new ();
  Months months = { o, a, b, left, right, TRUE };
  GBytes *merged = NULL;

  *is_whole = TRUE;
  if (b == NULL)
    return NULL;
  if (!g_str_equal (get_format (a), get_format (b)))
    ;
  else if (poise_side_merge_find (get_format (a)) != NULL)
    return poise_side_merge (poise_side_merge_find (get_format (a)), ours, theirs, error);
  else if (g_str_equal (get_format (a), POISE_MONTH_FORMAT) &&
           poise_json_get_array (a, "entries") != NULL &&
           poise_json_get_array (b, "entries") != NULL)
    {
      if (!is_known (a, "ours", error) || !is_known (b, "theirs", error))
        return NULL;
      merged = merge_months (&months);
    }
  *is_whole = months.is_whole;
  if (merged == NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, _ ("“%s” is no file of a Poise journal"),
                 "ours");
  return merged;
}
