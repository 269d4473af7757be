/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-intention-list-private.h"

#include <string.h>

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseIntentionList, poise_intention_list, G_TYPE_OBJECT)

/* Forgets all that it says; nobody is told. */
void
poise_intention_list_clear (PoiseIntentionList *self)
{
  g_ptr_array_set_size (self->all, 0);
  g_ptr_array_set_size (self->unreadable, 0);
  poise_quiet_list_clear (self->quiet);
  g_clear_pointer (&self->pause, json_object_unref);
  g_clear_pointer (&self->extra, json_object_unref);
  self->paused = POISE_DAY_INVALID;
}

void
poise_intention_list_emit_changed (PoiseIntentionList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
poise_intention_list_finalize (GObject *object)
{
  PoiseIntentionList *self = POISE_INTENTION_LIST (object);

  poise_intention_list_clear (self);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->unreadable);
  poise_quiet_list_free (self->quiet);

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
  self->quiet = poise_quiet_list_new ();
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

void
poise_intention_list_sort (PoiseIntentionList *self)
{
  g_ptr_array_sort (self->all, compare_cb);
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

/* What the chart tells of a week in which several things were meant. */
static const PoiseIntention *
find_told (PoiseIntentionList *self, PoiseDay week, GDateWeekday first_weekday)
{
  const PoiseIntention *open = NULL;

  for (guint i = self->all->len; i > 0; i--)
    {
      const PoiseIntention *intention = g_ptr_array_index (self->all, i - 1);

      if (intention->outcome == POISE_OUTCOME_DROPPED ||
          poise_intention_get_week (intention, first_weekday) != week)
        continue;
      if (intention->outcome != POISE_OUTCOME_OPEN)
        return intention;
      if (open == NULL)
        open = intention;
    }

  return open;
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
 * Notes in its weeks what became of what was meant for them: what was answered last, or else what
 * is open. What was dropped is no matter.
 */
void
poise_intention_list_mark (PoiseIntentionList *self, PoiseBalance *balance)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (balance != NULL);

  for (guint i = 0; i < balance->weeks->len; i++)
    {
      PoisePeriod *week = &g_array_index (balance->weeks, PoisePeriod, i);
      const PoiseIntention *intention = find_told (self, week->first, balance->first_weekday);

      if (intention != NULL)
        week->outcome = intention->outcome;
    }
}

/* ---- changing ---- */

/* In the place of what has its id; to be sorted then. */
void
poise_intention_list_put (PoiseIntentionList *self, const PoiseIntention *intention)
{
  guint position;

  if (lookup (self, intention->id, &position) != NULL)
    g_ptr_array_remove_index (self->all, position);
  g_ptr_array_add (self->all, poise_intention_copy (intention));
}

/* Of the first @n. */
static void
drop_open (PoiseIntentionList *self, guint n, PoiseDay day)
{
  for (guint i = 0; i < n; i++)
    {
      PoiseIntention *intention = g_ptr_array_index (self->all, i);

      if (intention->outcome == POISE_OUTCOME_OPEN)
        poise_intention_close (intention, POISE_OUTCOME_DROPPED, NULL, day);
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

  drop_open (self, self->all->len, intention->day);
  g_ptr_array_add (self->all, intention);
  poise_intention_list_sort (self);
  self->paused = POISE_DAY_INVALID;
  poise_intention_list_emit_changed (self);
}

/**
 * poise_intention_list_bring_back:
 * @self: a list
 * @intention: one that was in it
 *
 * Adds it where it was taken out meanwhile, as by another computer while the person answers: what
 * they say of it has a place then. Where it is there still it stays as it is.
 */
void
poise_intention_list_bring_back (PoiseIntentionList *self, const PoiseIntention *intention)
{
  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (intention != NULL);

  if (lookup (self, intention->id, NULL) != NULL)
    return;
  poise_intention_list_put (self, intention);
  poise_intention_list_sort (self);
  poise_intention_list_emit_changed (self);
}

/**
 * poise_intention_list_close:
 * @self: a list
 * @id: the id of one of its intentions
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @day: when they said so
 *
 * Notes what became of what was meant, and drops what was open before it. What is meant since then,
 * as another computer may bring it while the person answers, is left alone.
 */
void
poise_intention_list_close (PoiseIntentionList *self,
                            const char *id,
                            PoiseOutcome outcome,
                            const char *because,
                            PoiseDay day)
{
  PoiseIntention *intention;
  guint position = 0;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (id != NULL);

  intention = lookup (self, id, &position);
  g_return_if_fail (intention != NULL);

  poise_intention_close (intention, outcome, because, day);
  drop_open (self, position, day);
  poise_intention_list_emit_changed (self);
}

/**
 * poise_intention_list_keep:
 * @self: a list
 * @id: the id of one of its intentions
 * @outcome: what became of it
 * @because: (nullable): the person's words on that
 * @now: this moment
 * @day: when they said so
 * @first_weekday: the day on which weeks begin
 *
 * Notes what became of what was meant; the same is meant for the week after its own, unless
 * something else is meant since.
 */
void
poise_intention_list_keep (PoiseIntentionList *self,
                           const char *id,
                           PoiseOutcome outcome,
                           const char *because,
                           GDateTime *now,
                           PoiseDay day,
                           GDateWeekday first_weekday)
{
  const PoiseIntention *kept;
  PoiseDay since;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));
  g_return_if_fail (id != NULL);

  poise_intention_list_close (self, id, outcome, because, day);
  kept = lookup (self, id, NULL);
  if (kept == NULL || find_current (self) != NULL)
    return;
  since = poise_intention_get_next_day (kept, day, first_weekday);
  poise_intention_list_set (
    self, poise_intention_new_now (now, kept->text, kept->facet, kept->pole, since));
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
  poise_intention_list_emit_changed (self);
}

/**
 * poise_intention_list_resume:
 * @self: a list
 * @day: the day that is
 * @first_weekday: the day on which weeks begin
 *
 * Ends a pause. It counts as nothing: what was meant for a week that went by in it is meant from
 * this day on. A week that is not over, or was so as the pause began, is still asked about.
 */
void
poise_intention_list_resume (PoiseIntentionList *self, PoiseDay day, GDateWeekday first_weekday)
{
  PoiseIntention *current;

  g_return_if_fail (POISE_IS_INTENTION_LIST (self));

  if (self->paused == POISE_DAY_INVALID)
    return;
  current = find_current (self);
  if (current != NULL && !poise_intention_is_due (current, self->paused, first_weekday) &&
      day >= poise_intention_get_week (current, first_weekday) + 7)
    current->day = MAX (current->day, day);
  self->paused = POISE_DAY_INVALID;
  poise_intention_list_emit_changed (self);
}

/* ---- entries that are left in peace ---- */

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
  g_return_val_if_fail (POISE_IS_INTENTION_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return poise_quiet_list_has (self->quiet, id);
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

  poise_quiet_list_put (self->quiet, id, is_quiet);
  poise_intention_list_emit_changed (self);
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
  poise_quiet_list_add_all (copy->quiet, self->quiet);
  copy->paused = self->paused;
  return copy;
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
  poise_quiet_list_apply (self->quiet, from->quiet, to->quiet);
  for (guint i = 0; i < to->all->len; i++)
    {
      const PoiseIntention *is = g_ptr_array_index (to->all, i);
      const PoiseIntention *was = lookup (from, is->id, NULL);

      if (was == NULL || !poise_intention_equal (was, is))
        poise_intention_list_put (self, is);
    }
  poise_intention_list_sort (self);
  if (from->paused != to->paused)
    self->paused = to->paused;
  poise_intention_list_emit_changed (self);
}
