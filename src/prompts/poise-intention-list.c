/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-intention-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-json.h"

#define FORMAT "poise-intentions"
#define VERSION 1

static const char *const members[] = { "format", "version", "intentions", "pause", "quiet", NULL };
static const char *const pause_members[] = { "since", NULL };

struct _PoiseIntentionList
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *all;        /* the oldest first */
  GPtrArray *unreadable; /* nodes of the list that are no intentions */
  GPtrArray *quiet;      /* JsonObject, by their ids: entries that are never brought back */
  JsonObject *pause;     /* members of the pause that this version does not know */
  JsonObject *extra;

  PoiseDay paused;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseIntentionList, poise_intention_list, G_TYPE_OBJECT)

static void
clear (PoiseIntentionList *self)
{
  g_ptr_array_set_size (self->all, 0);
  g_ptr_array_set_size (self->unreadable, 0);
  g_ptr_array_set_size (self->quiet, 0);
  g_clear_pointer (&self->pause, json_object_unref);
  g_clear_pointer (&self->extra, json_object_unref);
  self->paused = POISE_DAY_INVALID;
}

static void
emit_changed (PoiseIntentionList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
poise_intention_list_finalize (GObject *object)
{
  PoiseIntentionList *self = POISE_INTENTION_LIST (object);

  clear (self);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->unreadable);
  g_ptr_array_unref (self->quiet);

  G_OBJECT_CLASS (poise_intention_list_parent_class)->finalize (object);
}

static void
poise_intention_list_class_init (PoiseIntentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_intention_list_finalize;

  /**
   * PoiseIntentionList::changed:
   *
   * An intention came, went or was changed, or a pause began or ended.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_INTENTION_LIST, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_intention_list_init (PoiseIntentionList *self)
{
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_intention_free);
  self->quiet = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
}

/**
 * poise_intention_list_new:
 *
 * Returns: (transfer full): an empty list
 */
PoiseIntentionList *
poise_intention_list_new (void)
{
  return g_object_new (POISE_TYPE_INTENTION_LIST, NULL);
}

/* ---- looking ---- */

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const PoiseIntention *x = *(const PoiseIntention *const *) a;
  const PoiseIntention *y = *(const PoiseIntention *const *) b;

  return x->day != y->day ? (x->day < y->day ? -1 : 1) : strcmp (x->id, y->id);
}

static PoiseIntention *
lookup (PoiseIntentionList *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      PoiseIntention *intention = g_ptr_array_index (self->all, i);

      if (!g_str_equal (intention->id, id))
        continue;
      if (position != NULL)
        *position = i;
      return intention;
    }

  return NULL;
}

/* Two computers may each have begun one: the later one is meant. */
static PoiseIntention *
find_current (PoiseIntentionList *self)
{
  for (guint i = self->all->len; i > 0; i--)
    {
      PoiseIntention *intention = g_ptr_array_index (self->all, i - 1);

      if (intention->outcome == POISE_OUTCOME_OPEN)
        return intention;
    }

  return NULL;
}

/**
 * poise_intention_list_get_all:
 * @self: a list
 *
 * Returns: (transfer none) (element-type PoiseIntention): all that was ever meant, the oldest
 *   first; not to be changed
 */
GPtrArray *
poise_intention_list_get_all (PoiseIntentionList *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), NULL);

  return self->all;
}

/**
 * poise_intention_list_lookup:
 * @self: a list
 * @id: an intention's id
 *
 * Returns: (transfer none) (nullable): that intention
 */
const PoiseIntention *
poise_intention_list_lookup (PoiseIntentionList *self, const char *id)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return lookup (self, id, NULL);
}

/**
 * poise_intention_list_get_current:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what the person means to do now; there may be a pause
 */
const PoiseIntention *
poise_intention_list_get_current (PoiseIntentionList *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), NULL);

  return find_current (self);
}

/**
 * poise_intention_list_find_week:
 * @self: a list
 * @week: the first day of a week
 * @first_weekday: the day on which weeks begin
 *
 * Returns: (transfer none) (nullable): the last thing that was meant for that week
 */
const PoiseIntention *
poise_intention_list_find_week (PoiseIntentionList *self, PoiseDay week, GDateWeekday first_weekday)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), NULL);

  for (guint i = self->all->len; i > 0; i--)
    {
      const PoiseIntention *intention = g_ptr_array_index (self->all, i - 1);

      if (poise_intention_get_week (intention, first_weekday) == week)
        return intention;
    }

  return NULL;
}

/**
 * poise_intention_list_has_text:
 * @self: a list
 * @text: what could be meant
 *
 * Returns: %TRUE if that was meant in the same words, whatever became of it
 */
gboolean
poise_intention_list_has_text (PoiseIntentionList *self, const char *text)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);

  for (guint i = 0; i < self->all->len; i++)
    if (g_str_equal (((const PoiseIntention *) g_ptr_array_index (self->all, i))->text, text))
      return TRUE;

  return FALSE;
}

/**
 * poise_intention_list_mark:
 * @self: a list
 * @balance: a balance that nobody shares yet
 *
 * Notes in its weeks what became of what was meant for them; what was dropped is no matter.
 */
void
poise_intention_list_mark (PoiseIntentionList *self, PoiseBalance *balance)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (balance != NULL);

  for (guint i = 0; i < balance->weeks->len; i++)
    {
      PoisePeriod *week = &g_array_index (balance->weeks, PoisePeriod, i);
      const PoiseIntention *intention =
        poise_intention_list_find_week (self, week->first, balance->first_weekday);

      if (intention != NULL && intention->outcome != POISE_OUTCOME_DROPPED)
        week->outcome = intention->outcome;
    }
}

/* ---- changing ---- */

static void
close_intention (PoiseIntention *intention, PoiseOutcome outcome, const char *because, PoiseDay day)
{
  intention->outcome = outcome;
  g_free (intention->because);
  intention->because = g_strdup (because);
  intention->closed = day;
}

static void
drop_open (PoiseIntentionList *self, PoiseDay day)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      PoiseIntention *intention = g_ptr_array_index (self->all, i);

      if (intention->outcome == POISE_OUTCOME_OPEN)
        close_intention (intention, POISE_OUTCOME_DROPPED, NULL, day);
    }
}

/**
 * poise_intention_list_set:
 * @self: a list
 * @intention: (transfer full): what the person means to do from now on
 *
 * Makes it the one thing that is meant; what was open is dropped. A pause ends.
 */
void
poise_intention_list_set (PoiseIntentionList *self, PoiseIntention *intention)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (intention != NULL);

  drop_open (self, intention->day);
  g_ptr_array_add (self->all, intention);
  g_ptr_array_sort (self->all, compare_cb);
  self->paused = POISE_DAY_INVALID;
  emit_changed (self);
}

/**
 * poise_intention_list_close:
 * @self: a list with a current intention
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @day: when they said so
 *
 * Notes what became of what was meant; nothing is meant any more.
 */
void
poise_intention_list_close (PoiseIntentionList *self,
                            PoiseOutcome outcome,
                            const char *because,
                            PoiseDay day)
{
  PoiseIntention *current;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));

  current = find_current (self);
  g_return_if_fail (current != NULL);

  close_intention (current, outcome, because, day);
  drop_open (self, day);
  emit_changed (self);
}

/**
 * poise_intention_list_keep:
 * @self: a list with a current intention
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @now: this moment
 * @day: when they said so
 *
 * Notes what became of what was meant; the same is meant for another week.
 */
void
poise_intention_list_keep (PoiseIntentionList *self,
                           PoiseOutcome outcome,
                           const char *because,
                           GDateTime *now,
                           PoiseDay day)
{
  PoiseIntention *current;
  PoiseIntention *next;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));

  current = find_current (self);
  g_return_if_fail (current != NULL);

  close_intention (current, outcome, because, day);
  next = poise_intention_new_now (now, current->text, current->facet, current->pole, day);
  poise_intention_list_set (self, next);
}

/**
 * poise_intention_list_get_paused:
 * @self: a list
 *
 * Returns: since when the person pauses; %POISE_DAY_INVALID if they do not
 */
PoiseDay
poise_intention_list_get_paused (PoiseIntentionList *self)
{
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), POISE_DAY_INVALID);

  return self->paused;
}

/**
 * poise_intention_list_pause:
 * @self: a list
 * @day: since when
 *
 * Begins a pause, as for leave or illness: nothing is offered or asked.
 */
void
poise_intention_list_pause (PoiseIntentionList *self, PoiseDay day)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (poise_day_is_valid (day));

  if (self->paused != POISE_DAY_INVALID)
    return;
  self->paused = day;
  emit_changed (self);
}

/**
 * poise_intention_list_resume:
 * @self: a list
 * @day: the day that is
 *
 * Ends a pause. It counts as nothing: what was meant is meant for the week that is now.
 */
void
poise_intention_list_resume (PoiseIntentionList *self, PoiseDay day)
{
  PoiseIntention *current;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));

  if (self->paused == POISE_DAY_INVALID)
    return;
  current = find_current (self);
  if (current != NULL)
    current->day = MAX (current->day, day);
  self->paused = POISE_DAY_INVALID;
  emit_changed (self);
}

/* ---- entries that are left in peace ---- */

static const char *
get_id (JsonObject *quiet)
{
  const char *id = NULL;

  return poise_json_get_string (quiet, "id", &id) ? id : "";
}

static int
compare_quiet_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (get_id (*(JsonObject *const *) a), get_id (*(JsonObject *const *) b));
}

static gboolean
find_quiet (PoiseIntentionList *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->quiet->len; i++)
    if (g_str_equal (get_id (g_ptr_array_index (self->quiet, i)), id))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static void
put_quiet (PoiseIntentionList *self, const char *id, gboolean is_quiet)
{
  JsonObject *object;
  guint position;

  if (find_quiet (self, id, &position) == is_quiet)
    return;
  if (!is_quiet)
    {
      g_ptr_array_remove_index (self->quiet, position);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  g_ptr_array_add (self->quiet, object);
  g_ptr_array_sort (self->quiet, compare_quiet_cb);
}

/**
 * poise_intention_list_is_quiet:
 * @self: a list
 * @id: an entry's id
 *
 * Returns: whether the person wants not to be asked about that entry, ever
 */
gboolean
poise_intention_list_is_quiet (PoiseIntentionList *self, const char *id)
{
  guint position;

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return find_quiet (self, id, &position);
}

/**
 * poise_intention_list_set_quiet:
 * @self: a list
 * @id: an entry's id
 * @is_quiet: whether the person wants not to be asked about that entry
 */
void
poise_intention_list_set_quiet (PoiseIntentionList *self, const char *id, gboolean is_quiet)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (id != NULL);

  put_quiet (self, id, is_quiet);
  emit_changed (self);
}

/* ---- undoing ---- */

/**
 * poise_intention_list_copy:
 * @self: a list
 *
 * Returns: (transfer full): one that says the same
 */
PoiseIntentionList *
poise_intention_list_copy (PoiseIntentionList *self)
{
  PoiseIntentionList *copy = poise_intention_list_new ();

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), copy);

  for (guint i = 0; i < self->all->len; i++)
    g_ptr_array_add (copy->all, poise_intention_copy (g_ptr_array_index (self->all, i)));
  for (guint i = 0; i < self->quiet->len; i++)
    put_quiet (copy, get_id (g_ptr_array_index (self->quiet, i)), TRUE);
  copy->paused = self->paused;
  return copy;
}

static void
put (PoiseIntentionList *self, const PoiseIntention *intention)
{
  guint position;

  if (lookup (self, intention->id, &position) != NULL)
    g_ptr_array_remove_index (self->all, position);
  g_ptr_array_add (self->all, poise_intention_copy (intention));
}

static void
take_away (PoiseIntentionList *self, PoiseIntentionList *from, PoiseIntentionList *to)
{
  for (guint i = 0; i < from->all->len; i++)
    {
      const PoiseIntention *was = g_ptr_array_index (from->all, i);
      guint position;

      if (lookup (to, was->id, NULL) == NULL && lookup (self, was->id, &position) != NULL)
        g_ptr_array_remove_index (self->all, position);
    }
}

/* What is quiet in @one and not in @other. */
static void
switch_quiet (PoiseIntentionList *self,
              PoiseIntentionList *one,
              PoiseIntentionList *other,
              gboolean is_quiet)
{
  for (guint i = 0; i < one->quiet->len; i++)
    {
      const char *id = get_id (g_ptr_array_index (one->quiet, i));
      guint position;

      if (!find_quiet (other, id, &position))
        put_quiet (self, id, is_quiet);
    }
}

/**
 * poise_intention_list_apply:
 * @self: a list
 * @from: what it was before a change
 * @to: what the change made of it
 *
 * Makes the change; what it left alone stays as it is in @self now. The other way round, it is
 * undone.
 */
void
poise_intention_list_apply (PoiseIntentionList *self,
                            PoiseIntentionList *from,
                            PoiseIntentionList *to)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (POISE_IS_INTENTION_LIST (from) && POISE_IS_INTENTION_LIST (to));

  take_away (self, from, to);
  switch_quiet (self, from, to, FALSE);
  switch_quiet (self, to, from, TRUE);
  for (guint i = 0; i < to->all->len; i++)
    {
      const PoiseIntention *is = g_ptr_array_index (to->all, i);
      const PoiseIntention *was = lookup (from, is->id, NULL);

      if (was == NULL || !poise_intention_equal (was, is))
        put (self, is);
    }
  g_ptr_array_sort (self->all, compare_cb);
  if (from->paused != to->paused)
    self->paused = to->paused;
  emit_changed (self);
}

/* ---- JSON ---- */

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

static void
write_quiet (PoiseIntentionList *self, PoiseJsonWriter *writer)
{
  if (self->quiet->len == 0)
    return;
  poise_json_writer_begin (writer, "quiet", '[');
  for (guint i = 0; i < self->quiet->len; i++)
    {
      poise_json_writer_begin_inline (writer, NULL, '{');
      poise_json_writer_add_members (writer, g_ptr_array_index (self->quiet, i));
      poise_json_writer_end (writer, '}');
    }
  poise_json_writer_end (writer, ']');
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
  write_quiet (self, &writer);
  if (self->extra != NULL)
    poise_json_writer_add_members (&writer, self->extra);
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static JsonObject *
check_head (JsonNode *root, const char *name, GError **error)
{
  gint64 version = 0;
  JsonObject *object = poise_json_read_head (root, FORMAT, &version);

  if (object == NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” is JSON, but holds no intentions of Poise"), name);
      return NULL;
    }
  if (version > VERSION)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise; update Poise to use it"),
                   name);
      return NULL;
    }
  return object;
}

static void
read_all (PoiseIntentionList *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      PoiseIntention *intention = poise_intention_read_json (node);

      if (intention != NULL && lookup (self, intention->id, NULL) == NULL)
        {
          g_ptr_array_add (self->all, intention);
          continue;
        }
      g_clear_pointer (&intention, poise_intention_free);
      g_ptr_array_add (self->unreadable, json_node_ref (node));
    }
  g_ptr_array_sort (self->all, compare_cb);
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

/* What has no id says nothing. */
static void
read_quiet (PoiseIntentionList *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      guint position;

      if (object != NULL && *get_id (object) != '\0' &&
          !find_quiet (self, get_id (object), &position))
        g_ptr_array_add (self->quiet, json_object_ref (object));
    }
  g_ptr_array_sort (self->quiet, compare_quiet_cb);
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
  clear (self);
  read_all (self, poise_json_get_array (object, "intentions"));
  read_pause (self, poise_json_get_object (object, "pause"));
  read_quiet (self, poise_json_get_array (object, "quiet"));
  self->extra = poise_json_collect_unknown (object, members);
  emit_changed (self);
  return TRUE;
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
 * Adds what another list holds and this one does not, by id, so that a file can be imported
 * twice. What is open there is dropped if something is open here. Errors are those of
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
  gboolean has_current;

  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);

  *n_added = 0;
  if (!poise_intention_list_load_json (other, data, length, name, error))
    return FALSE;
  has_current = find_current (self) != NULL;
  for (guint i = 0; i < other->all->len; i++)
    {
      PoiseIntention *theirs = g_ptr_array_index (other->all, i);

      if (lookup (self, theirs->id, NULL) != NULL)
        continue;
      if (has_current && theirs->outcome == POISE_OUTCOME_OPEN)
        close_intention (theirs, POISE_OUTCOME_DROPPED, NULL, theirs->day);
      put (self, theirs);
      (*n_added)++;
    }
  switch_quiet (self, other, self, TRUE);
  if (*n_added == 0 && other->quiet->len == 0)
    return TRUE;
  g_ptr_array_sort (self->all, compare_cb);
  emit_changed (self);
  return TRUE;
}
