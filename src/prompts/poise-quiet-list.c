/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-quiet-list.h"

#include <string.h>

struct _PoiseQuietList
{
  GPtrArray *objects; /* JsonObject, by their ids */
};

/**
 * poise_quiet_list_new:
 *
 * Returns: (transfer full): an empty list
 */
PoiseQuietList *
poise_quiet_list_new (void)
{
  PoiseQuietList *self = g_new0 (PoiseQuietList, 1);

  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  return self;
}

/**
 * poise_quiet_list_free:
 * @self: (transfer full): a list
 */
void
poise_quiet_list_free (PoiseQuietList *self)
{
  g_ptr_array_unref (self->objects);
  g_free (self);
}

static const char *
get_id (JsonObject *object)
{
  const char *id = NULL;

  return poise_json_get_string (object, "id", &id) ? id : "";
}

static const char *
get_id_at (PoiseQuietList *self, guint i)
{
  return get_id (g_ptr_array_index (self->objects, i));
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (get_id (*(JsonObject *const *) a), get_id (*(JsonObject *const *) b));
}

static gboolean
find (PoiseQuietList *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->objects->len; i++)
    if (g_str_equal (get_id_at (self, i), id))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * poise_quiet_list_has:
 * @self: a list
 * @id: an entry's id
 *
 * Returns: %TRUE if that entry is on it
 */
gboolean
poise_quiet_list_has (PoiseQuietList *self, const char *id)
{
  guint position;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return find (self, id, &position);
}

/**
 * poise_quiet_list_put:
 * @self: a list
 * @id: an entry's id
 * @is_quiet: whether that entry is on it from now on
 */
void
poise_quiet_list_put (PoiseQuietList *self, const char *id, gboolean is_quiet)
{
  JsonObject *object;
  guint position;

  g_return_if_fail (self != NULL && id != NULL);

  if (find (self, id, &position) == !!is_quiet)
    return;
  if (!is_quiet)
    {
      g_ptr_array_remove_index (self->objects, position);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  g_ptr_array_add (self->objects, object);
  g_ptr_array_sort (self->objects, compare_cb);
}

/* What is on @one and not on @other. */
static void
put_difference (PoiseQuietList *self, PoiseQuietList *one, PoiseQuietList *other, gboolean is_quiet)
{
  for (guint i = 0; i < one->objects->len; i++)
    if (!poise_quiet_list_has (other, get_id_at (one, i)))
      poise_quiet_list_put (self, get_id_at (one, i), is_quiet);
}

/**
 * poise_quiet_list_apply:
 * @self: a list
 * @from: what it was before a change
 * @to: what the change made of it
 *
 * Makes the change; what it left alone stays as it is in @self now.
 */
void
poise_quiet_list_apply (PoiseQuietList *self, PoiseQuietList *from, PoiseQuietList *to)
{
  g_return_if_fail (self != NULL && from != NULL && to != NULL);

  put_difference (self, from, to, FALSE);
  put_difference (self, to, from, TRUE);
}

/**
 * poise_quiet_list_add_all:
 * @self: a list
 * @other: another one
 *
 * Adds what @other has.
 */
void
poise_quiet_list_add_all (PoiseQuietList *self, PoiseQuietList *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  for (guint i = 0; i < other->objects->len; i++)
    poise_quiet_list_put (self, get_id_at (other, i), TRUE);
}

/**
 * poise_quiet_list_clear:
 * @self: a list
 */
void
poise_quiet_list_clear (PoiseQuietList *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->objects, 0);
}

/**
 * poise_quiet_list_write_json:
 * @self: a list
 * @writer: writes `intentions.json`
 *
 * Writes the member `quiet`, unless nothing is to be said.
 */
void
poise_quiet_list_write_json (PoiseQuietList *self, PoiseJsonWriter *writer)
{
  g_return_if_fail (self != NULL && writer != NULL);

  if (self->objects->len == 0)
    return;
  poise_json_writer_begin (writer, "quiet", '[');
  for (guint i = 0; i < self->objects->len; i++)
    {
      poise_json_writer_begin_inline (writer, NULL, '{');
      poise_json_writer_add_members (writer, g_ptr_array_index (self->objects, i));
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
}

/**
 * poise_quiet_list_read_json:
 * @self: a list
 * @array: (nullable): the member `quiet`
 *
 * Adds what it says; what has no id says nothing.
 */
void
poise_quiet_list_read_json (PoiseQuietList *self, JsonArray *array)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (object != NULL && *get_id (object) != '\0' &&
          !poise_quiet_list_has (self, get_id (object)))
        g_ptr_array_add (self->objects, json_object_ref (object));
    }
  g_ptr_array_sort (self->objects, compare_cb);
}
