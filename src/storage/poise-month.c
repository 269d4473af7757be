/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-month.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-entry-json.h"
#include "poise-error.h"
#include "poise-json.h"

static const char *const month_members[] = { "format", "version", "month", "entries", NULL };

/**
 * poise_month_new:
 * @name: the month, `YYYY-MM`
 *
 * Makes a month without entries.
 *
 * Returns: (transfer full): the month
 */
PoiseMonth *
poise_month_new (const char *name)
{
  PoiseMonth *self = g_new0 (PoiseMonth, 1);

  self->name = g_strdup (name);
  self->version = POISE_MONTH_VERSION;
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  return self;
}

/**
 * poise_month_free:
 * @self: (transfer full): a month
 */
void
poise_month_free (PoiseMonth *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->unreadable);
  g_clear_pointer (&self->extra, json_object_unref);
  g_free (self->stamp);
  g_free (self);
}

/**
 * poise_month_name_is_valid:
 * @name: a text
 *
 * Returns: %TRUE if @name is a month of the form `YYYY-MM`
 */
gboolean
poise_month_name_is_valid (const char *name)
{
  g_autofree char *first = g_strconcat (name, "-01", NULL);

  return poise_day_parse (first) != POISE_DAY_INVALID;
}

static gboolean
read_head (JsonNode *root, PoiseMonth *self, const char *file_name, GError **error)
{
  const char *format = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (root) ||
      !poise_json_get_string (json_node_get_object (root), "format", &format) ||
      !g_str_equal (format, POISE_MONTH_FORMAT))
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” is JSON, but not a month of a Poise journal"), file_name);
      return FALSE;
    }

  object = json_node_get_object (root);
  if (!poise_json_get_int (object, "version", &self->version) || self->version < 1 ||
      poise_json_get_array (object, "entries") == NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” has no version or no list of entries"), file_name);
      return FALSE;
    }

  self->extra = poise_json_collect_unknown (object, month_members);
  return TRUE;
}

/* Takes an entry in if it is of this month and its id did not stand there before. */
static gboolean
take_entry (PoiseMonth *self, GHashTable *ids, PoiseEntry *entry)
{
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));
  const char *id = poise_entry_get_id (entry);

  /* The table borrows the id of an entry that stays, so it must not be given
   * another's: g_hash_table_add() would take that in the first one's place. */
  if (!g_str_equal (month, self->name) || g_hash_table_contains (ids, id))
    return FALSE;
  g_hash_table_add (ids, (char *) id);
  g_ptr_array_add (self->entries, g_object_ref (entry));
  return TRUE;
}

static void
read_entry (PoiseMonth *self, GHashTable *ids, JsonNode *node)
{
  g_autoptr (PoiseEntry) entry = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    entry = poise_entry_from_json (json_node_get_object (node), NULL);
  if (entry == NULL || !take_entry (self, ids, entry))
    g_ptr_array_add (self->unreadable, json_node_ref (node));
}

static PoiseMonth *
parse_plain (const char *data, gsize length, const char *name)
{
  g_autoptr (GPtrArray) entries = poise_month_reader_read (data, length);
  g_autoptr (PoiseMonth) self = NULL;
  g_autoptr (GHashTable) ids = NULL;

  if (entries == NULL)
    return NULL;
  self = poise_month_new (name);
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < entries->len; i++)
    if (!take_entry (self, ids, g_ptr_array_index (entries, i)))
      return NULL;

  return g_steal_pointer (&self);
}

/**
 * poise_month_parse:
 * @data: the file's bytes
 * @length: how many there are
 * @name: the month that the file should hold, `YYYY-MM`
 * @file_name: the file's name for messages
 * @error: return location
 *
 * Reads a month. A member of its list that is no entry, lies in another month
 * or has an id that stood there before is kept as unreadable. A newer
 * version is read as far as it can be; whoever rewrites files must look at
 * the version first. Errors are %POISE_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): the month, or %NULL with @error set
 */
PoiseMonth *
poise_month_parse (const char *data,
                   gsize length,
                   const char *name,
                   const char *file_name,
                   GError **error)
{
  g_autoptr (PoiseMonth) self = parse_plain (data, length, name);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) ids = NULL;
  JsonArray *array;

  if (self != NULL)
    return g_steal_pointer (&self);
  root = poise_json_parse (data, length, file_name, error);
  self = poise_month_new (name);
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (root == NULL || !read_head (root, self, file_name, error))
    return NULL;

  array = poise_json_get_array (json_node_get_object (root), "entries");
  for (guint i = 0; i < json_array_get_length (array); i++)
    read_entry (self, ids, json_array_get_element (array, i));
  return g_steal_pointer (&self);
}

/**
 * poise_month_serialize:
 * @self: a month
 *
 * Writes a month as its file holds it, in a stable order of members.
 *
 * Returns: (transfer full): the file's text, with a line break at its end
 */
GString *
poise_month_serialize (PoiseMonth *self)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", POISE_MONTH_FORMAT);
  poise_json_writer_add_int (&writer, "version", self->version);
  poise_json_writer_add_string (&writer, "month", self->name);
  poise_json_writer_begin (&writer, "entries", '[');
  for (guint i = 0; i < self->entries->len; i++)
    poise_entry_write_json (g_ptr_array_index (self->entries, i), &writer);
  for (guint i = 0; i < self->unreadable->len; i++)
    poise_json_writer_add_node (&writer, NULL, g_ptr_array_index (self->unreadable, i));
  poise_json_writer_end (&writer, ']');
  poise_json_writer_add_members (&writer, self->extra);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return out;
}

/**
 * poise_month_find:
 * @self: a month
 * @id: an entry's id
 * @position: (out) (optional): where it stands in the month's entries
 *
 * Returns: (transfer none) (nullable): the entry of that id
 */
PoiseEntry *
poise_month_find (PoiseMonth *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (poise_entry_get_id (entry), id))
        {
          if (position != NULL)
            *position = i;
          return entry;
        }
    }

  return NULL;
}

/**
 * poise_month_take_extra:
 * @self: a month
 * @other: another version of it
 *
 * Takes the members of @other in that this version of Poise does not know and @self lacks.
 *
 * Returns: %TRUE if there were some
 */
gboolean
poise_month_take_extra (PoiseMonth *self, PoiseMonth *other)
{
  gboolean is_changed = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (other->extra == NULL)
    return FALSE;
  if (self->extra == NULL)
    self->extra = json_object_new ();
  json_object_iter_init_ordered (&iter, other->extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (json_object_has_member (self->extra, name))
        continue;
      json_object_set_member (self->extra, name, json_node_copy (node));
      is_changed = TRUE;
    }
  return is_changed;
}

static int
compare_oldest_first_cb (gconstpointer a, gconstpointer b)
{
  return poise_entry_compare (*(PoiseEntry *const *) b, *(PoiseEntry *const *) a);
}

/**
 * poise_month_sort:
 * @self: a month
 *
 * Puts the entries into the order in which files hold them, the oldest first.
 */
void
poise_month_sort (PoiseMonth *self)
{
  g_ptr_array_sort (self->entries, compare_oldest_first_cb);
}
