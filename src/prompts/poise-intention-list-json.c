/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-list-private.h"

#include <glib/gi18n-lib.h>

#include "poise-error.h"
#include "poise-json.h"

#define FORMAT "poise-intentions"
#define VERSION 1

static const char *const members[] = { "format", "version", "intentions", "pause", "quiet", NULL };
static const char *const pause_members[] = { "since", NULL };

static void
write_pause (PoiseIntentionList *self, PoiseJsonWriter *writer)
{
  g_autofree char *since = NULL;

  if (self->paused == POISE_DAY_INVALID && self->pause == NULL)
    return;
  poise_json_writer_begin (writer, "pause", '{');
  if (self->paused != POISE_DAY_INVALID)
    {
      since = poise_day_to_string (self->paused);
      poise_json_writer_add_string (writer, "since", since);
    }
  if (self->pause != NULL)
    poise_json_writer_add_members (writer, self->pause);
  poise_json_writer_end (writer, '}');
}

/**
 * poise_intention_list_to_json:
 * @self: a list
 *
 * Whatever was read and not understood is written back.
 *
 * Returns: (transfer full): the text of a file `intentions.json`
 */
char *
poise_intention_list_to_json (PoiseIntentionList *self)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), NULL);

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", FORMAT);
  poise_json_writer_add_int (&writer, "version", VERSION);
  poise_json_writer_begin (&writer, "intentions", '[');
  for (guint i = 0; i < self->all->len; i++)
    poise_intention_write_json (g_ptr_array_index (self->all, i), &writer);
  for (guint i = 0; i < self->unreadable->len; i++)
    poise_json_writer_add_node (&writer, NULL, g_ptr_array_index (self->unreadable, i));
  poise_json_writer_end (&writer, ']');
  write_pause (self, &writer);
  poise_quiet_list_write_json (self->quiet, &writer);
  if (self->extra != NULL)
    poise_json_writer_add_members (&writer, self->extra);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static JsonObject *
check_head (JsonNode *root, const char *name, GError **error)
{
  gint64 version = VERSION;

  return poise_json_read_head (root, name, FORMAT, &version, error,
                               _ ("“%s” is JSON, but holds no intentions of Poise"), name);
}

static void
read_all (PoiseIntentionList *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      PoiseIntention *intention = poise_intention_read_json (node);

      if (intention != NULL && poise_intention_list_lookup (self, intention->id) == NULL)
        {
          g_ptr_array_add (self->all, intention);
          continue;
        }
      g_clear_pointer (&intention, poise_intention_free);
      g_ptr_array_add (self->unreadable, json_node_ref (node));
    }
  poise_intention_list_sort (self);
}

static void
read_pause (PoiseIntentionList *self, JsonObject *pause)
{
  const char *since = NULL;

  if (pause == NULL)
    return;
  if (poise_json_get_string (pause, "since", &since))
    self->paused = poise_day_parse (since);
  self->pause = poise_json_collect_unknown (pause, pause_members);
}

/**
 * poise_intention_list_load_json:
 * @self: a list
 * @data: the bytes of a file `intentions.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Makes the list what the file says. Errors are %POISE_ERROR_INVALID and
 * %POISE_ERROR_NEWER; after one, the list is as it was.
 *
 * Returns: %TRUE if it was read
 */
gboolean
poise_intention_list_load_json (PoiseIntentionList *self,
                                const char *data,
                                gsize length,
                                const char *name,
                                GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);

  root = poise_json_parse (data, length, name, error);
  object = root != NULL ? check_head (root, name, error) : NULL;
  if (object == NULL)
    return FALSE;
  poise_intention_list_clear (self);
  read_all (self, poise_json_get_array (object, "intentions"));
  read_pause (self, poise_json_get_object (object, "pause"));
  poise_quiet_list_read_json (self->quiet, poise_json_get_array (object, "quiet"));
  self->extra = poise_json_collect_unknown (object, members);
  poise_intention_list_emit_changed (self);
  return TRUE;
}

/* What came from elsewhere while something is meant here is not meant here. */
static void
import_one (PoiseIntentionList *self, const PoiseIntention *theirs, gboolean is_open)
{
  g_autoptr (PoiseIntention) copy = poise_intention_copy (theirs);

  if (!is_open && copy->outcome == POISE_OUTCOME_OPEN)
    poise_intention_close (copy, POISE_OUTCOME_DROPPED, NULL, copy->day);
  poise_intention_list_put (self, copy);
}

/**
 * poise_intention_list_import:
 * @self: a list
 * @other: another one
 *
 * Adds what @other holds and @self does not, by id, so that the same can be imported twice. What is
 * open there is dropped if something is open here; nor is a pause taken over then.
 *
 * Returns: how many intentions are new
 */
guint
poise_intention_list_import (PoiseIntentionList *self, PoiseIntentionList *other)
{
  gboolean has_current;
  guint n = 0;

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), 0);
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (other), 0);

  has_current = poise_intention_list_get_current (self) != NULL;
  for (guint i = 0; i < other->all->len; i++)
    {
      const PoiseIntention *theirs = g_ptr_array_index (other->all, i);

      if (poise_intention_list_lookup (self, theirs->id) != NULL)
        continue;
      import_one (self, theirs, !has_current);
      n++;
    }
  poise_quiet_list_add_all (self->quiet, other->quiet);
  if (!has_current && self->paused == POISE_DAY_INVALID)
    self->paused = other->paused;
  poise_intention_list_sort (self);
  poise_intention_list_emit_changed (self);
  return n;
}

/**
 * poise_intention_list_import_json:
 * @self: a list
 * @data: the bytes of a file like `intentions.json`
 * @length: how many there are
 * @name: the file's name for messages
 * @n_added: (out): how many intentions are new
 * @error: return location
 *
 * Does poise_intention_list_import() of what a file holds. Errors are those of
 * poise_intention_list_load_json().
 *
 * Returns: %TRUE if the file was read
 */
gboolean
poise_intention_list_import_json (PoiseIntentionList *self,
                                  const char *data,
                                  gsize length,
                                  const char *name,
                                  guint *n_added,
                                  GError **error)
{
  g_autoptr (PoiseIntentionList) other = poise_intention_list_new ();

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);

  *n_added = 0;
  if (!poise_intention_list_load_json (other, data, length, name, error))
    return FALSE;
  *n_added = poise_intention_list_import (self, other);
  return TRUE;
}
