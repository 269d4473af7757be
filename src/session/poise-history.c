/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-history.h"

#include <glib/gi18n-lib.h>

/* Each step holds its entries in memory. */
#define MAX_OPERATIONS 20

typedef struct
{
  guint number;
  guint moment; /* when it was run or undone last */
  PoiseOperation *operation;
  gboolean is_overtaken; /* something new was done while this was undone */
} Step;

struct _PoiseHistory
{
  GObject parent_instance;

  /* Owned */
  PoiseStore *store;
  PoiseFolder *folder; /* (nullable): of the journal that the steps are of */
  GQueue steps;        /* the last one at the head */
  GQueue undone;       /* the one that was undone last at the head */

  guint last_number;
  guint last_moment; /* counts what was run and undone */
};

enum
{
  SIGNAL_RUN,
  SIGNAL_STEPPING,
  SIGNAL_UNDONE,
  SIGNAL_REFUSED,
  SIGNAL_SAYS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseHistory, poise_history, G_TYPE_OBJECT)

static void
step_free (Step *step)
{
  g_object_unref (step->operation);
  g_free (step);
}

static void
poise_history_dispose (GObject *object)
{
  PoiseHistory *self = POISE_HISTORY (object);

  g_clear_object (&self->store);
  g_clear_object (&self->folder);
  g_queue_clear_full (&self->steps, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->undone, (GDestroyNotify) step_free);

  G_OBJECT_CLASS (poise_history_parent_class)->dispose (object);
}

static void
poise_history_class_init (PoiseHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_history_dispose;

  /**
   * PoiseHistory::run:
   * @self: the history
   * @operation: what was done
   * @number: what poise_history_undo() takes
   *
   * Something was done, or done again, that can be undone.
   */
  signals[SIGNAL_RUN] = g_signal_new ("run", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 2, POISE_TYPE_OPERATION, G_TYPE_UINT);

  /**
   * PoiseHistory::stepping:
   * @self: the history
   * @operation: an operation
   * @is_run: whether it is about to be done again, not undone
   *
   * What it changes is there still.
   */
  signals[SIGNAL_STEPPING] =
    g_signal_new ("stepping", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, POISE_TYPE_OPERATION, G_TYPE_BOOLEAN);

  /**
   * PoiseHistory::undone:
   * @self: the history
   * @operation: what was undone
   *
   * Something was undone.
   */
  signals[SIGNAL_UNDONE] = g_signal_new ("undone", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_OPERATION);

  /**
   * PoiseHistory::refused:
   * @self: the history
   * @operation: what was to be undone, or done again
   *
   * A going back to a backup was left as it is, since it would take out what was written since.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_OPERATION);

  /**
   * PoiseHistory::says:
   * @self: the history
   * @words: how an operation went, for the person
   *
   * One that takes a while came to its end, or one was not done again.
   */
  signals[SIGNAL_SAYS] = g_signal_new ("says", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_history_init (PoiseHistory *self)
{
  g_queue_init (&self->steps);
  g_queue_init (&self->undone);
}

/**
 * poise_history_new:
 * @store: the journal's keeper
 *
 * Returns: (transfer full): a history of nothing yet
 */
PoiseHistory *
poise_history_new (PoiseStore *store)
{
  PoiseHistory *self = g_object_new (POISE_TYPE_HISTORY, NULL);

  self->store = g_object_ref (store);
  return self;
}

/* Among what was done, each before all that is older. */
static void
insert (GQueue *steps, Step *step)
{
  GList *older = steps->head;

  while (older != NULL && ((Step *) older->data)->number > step->number)
    older = older->next;
  g_queue_insert_before (steps, older, step);
}

/* What could not be undone is among what was done again, and what could not be done again is
 * still undone. What was done meanwhile took that from what was undone. */
static void
sort_out (PoiseHistory *self)
{
  for (GList *link = self->undone.head, *next; link != NULL; link = next)
    {
      Step *step = link->data;
      gboolean is_left_over = poise_operation_is_left_over (step->operation, FALSE);

      next = link->next;
      if (poise_operation_is_working (step->operation) || (!is_left_over && !step->is_overtaken))
        continue;
      g_queue_delete_link (&self->undone, link);
      step->is_overtaken = FALSE;
      if (is_left_over)
        insert (&self->steps, step);
      else
        step_free (step);
    }
  for (GList *link = self->steps.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (!poise_operation_is_left_over (((Step *) link->data)->operation, TRUE))
        continue;
      g_queue_push_head (&self->undone, link->data);
      g_queue_delete_link (&self->steps, link);
    }
}

/* What was done in the journal that was open before must not be undone in this one. */
static void
follow_journal (PoiseHistory *self)
{
  if (!poise_folder_is_same (poise_store_get_folder (self->store), self->folder))
    {
      g_queue_clear_full (&self->steps, (GDestroyNotify) step_free);
      g_queue_clear_full (&self->undone, (GDestroyNotify) step_free);
    }
  g_set_object (&self->folder, poise_store_get_folder (self->store));
  sort_out (self);
}

static gboolean
is_any_restoring (const GQueue *steps)
{
  for (const GList *link = steps->head; link != NULL; link = link->next)
    {
      PoiseOperation *operation = ((const Step *) link->data)->operation;

      if (poise_operation_is_restore (operation) && poise_operation_is_working (operation))
        return TRUE;
    }
  return FALSE;
}

/* One way to another state of the journal is gone to its end before the next begins. */
static gboolean
is_restoring (PoiseHistory *self)
{
  return is_any_restoring (&self->steps) || is_any_restoring (&self->undone);
}

/* A step that holds no entries goes before those that do: questions and intentions are changed by
 * the dozen, and an import can be undone still. */
static void
drop_oldest (PoiseHistory *self)
{
  for (GList *link = self->steps.tail; link != self->steps.head; link = link->prev)
    if (!poise_operation_is_of_entries (((Step *) link->data)->operation))
      {
        step_free (link->data);
        g_queue_delete_link (&self->steps, link);
        return;
      }
  step_free (g_queue_pop_tail (&self->steps));
}

/* Of what takes a while once it is so. */
static void
tell (PoiseHistory *self, const Step *step, gboolean is_run)
{
  if (poise_operation_is_working (step->operation))
    return;
  if (is_run)
    g_signal_emit (self, signals[SIGNAL_RUN], 0, step->operation, step->number);
  else
    g_signal_emit (self, signals[SIGNAL_UNDONE], 0, step->operation);
}

static void
run (PoiseHistory *self, Step *step)
{
  step->moment = ++self->last_moment;
  g_queue_push_head (&self->steps, step);
  if (g_queue_get_length (&self->steps) > MAX_OPERATIONS)
    drop_oldest (self);
  poise_operation_run (step->operation, self->store);
  tell (self, step, TRUE);
}

static const Step *
find (const GQueue *steps, PoiseOperation *operation)
{
  for (const GList *link = steps->head; link != NULL; link = link->next)
    if (((const Step *) link->data)->operation == operation)
      return link->data;
  return NULL;
}

static void
done_cb (PoiseHistory *self, PoiseOperation *operation)
{
  const Step *run = find (&self->steps, operation);
  const Step *undone = find (&self->undone, operation);

  if (run != NULL || undone != NULL)
    tell (self, run != NULL ? run : undone, run != NULL);
}

static void
says_cb (PoiseHistory *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_SAYS], 0, words);
}

static void
refused_cb (PoiseHistory *self, PoiseOperation *operation)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, operation);
}

/**
 * poise_history_run:
 * @self: a history
 * @operation: an operation that was not run yet
 *
 * Runs @operation and keeps it for undoing. What was undone before cannot be
 * redone any more.
 *
 * Returns: what poise_history_undo() takes
 */
guint
poise_history_run (PoiseHistory *self, PoiseOperation *operation)
{
  Step *step;

  g_return_val_if_fail (POISE_IS_HISTORY (self), 0);
  g_return_val_if_fail (POISE_IS_OPERATION (operation), 0);

  follow_journal (self);
  step = g_new0 (Step, 1);
  step->number = ++self->last_number;
  step->operation = g_object_ref (operation);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "says", G_CALLBACK (says_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  for (GList *link = self->undone.head; link != NULL; link = link->next)
    ((Step *) link->data)->is_overtaken = TRUE;
  /* What is on its way may come back: that is held until its end. */
  sort_out (self);
  run (self, step);
  return self->last_number;
}

/**
 * poise_history_run_asking:
 * @self: a history
 * @asking: a change of a question that was begun, and made
 *
 * Ends the change and keeps it for undoing.
 *
 * Returns: what poise_history_undo() takes
 */
guint
poise_history_run_asking (PoiseHistory *self, PoiseAsking *asking)
{
  g_autoptr (PoiseOperation) operation = NULL;

  g_return_val_if_fail (POISE_IS_HISTORY (self), 0);
  g_return_val_if_fail (POISE_IS_ASKING (asking), 0);

  poise_asking_end (asking);
  operation = poise_operation_new_asking (asking);
  return poise_history_run (self, operation);
}

static void
undo (PoiseHistory *self, GList *link)
{
  Step *step = link->data;

  g_signal_emit (self, signals[SIGNAL_STEPPING], 0, step->operation, FALSE);
  g_queue_delete_link (&self->steps, link);
  step->moment = ++self->last_moment;
  g_queue_push_head (&self->undone, step);
  poise_operation_undo (step->operation, self->store);
  tell (self, step, FALSE);
}

/**
 * poise_history_undo:
 * @self: a history
 * @number: what poise_history_run() gave; 0 for the last one
 *
 * Undoes an operation once, if it is of the journal that is open. What was done before a backup
 * was restored is undone only once that is; and that is left as it is, with
 * #PoiseHistory::refused, where it would take out what was written since.
 */
void
poise_history_undo (PoiseHistory *self, guint number)
{
  g_return_if_fail (POISE_IS_HISTORY (self));

  follow_journal (self);
  for (GList *link = self->steps.head; link != NULL && !is_restoring (self); link = link->next)
    {
      const Step *step = link->data;

      if (number == 0 || step->number == number)
        {
          undo (self, link);
          return;
        }
      if (poise_operation_is_restore (step->operation))
        return;
    }
}

static PoiseOperation *
peek (PoiseHistory *self, GQueue *steps)
{
  const Step *step;

  follow_journal (self);
  step = g_queue_peek_head (steps);
  return step != NULL && !step->is_overtaken ? step->operation : NULL;
}

/**
 * poise_history_peek_undo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what would be undone next
 */
PoiseOperation *
poise_history_peek_undo (PoiseHistory *self)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), NULL);

  return peek (self, &self->steps);
}

/**
 * poise_history_peek_redo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what would be done again next
 */
PoiseOperation *
poise_history_peek_redo (PoiseHistory *self)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), NULL);

  return peek (self, &self->undone);
}

static void
redo (PoiseHistory *self)
{
  Step *step = g_queue_pop_head (&self->undone);

  g_signal_emit (self, signals[SIGNAL_STEPPING], 0, step->operation, TRUE);
  run (self, step);
}

/**
 * poise_history_redo:
 * @self: a history
 *
 * Does again what was undone last, unless something was written since that would be moved by it:
 * then it is left, and #PoiseHistory::says or #PoiseHistory::refused tells so.
 */
void
poise_history_redo (PoiseHistory *self)
{
  PoiseOperation *operation;

  g_return_if_fail (POISE_IS_HISTORY (self));

  operation = poise_history_peek_redo (self);
  if (operation == NULL || is_restoring (self))
    return;
  if (poise_operation_is_written_since (operation, self->store))
    g_signal_emit (self, signals[SIGNAL_SAYS], 0,
                   _ ("Not done again: something was written since"));
  else
    redo (self);
}

/* ---- among what is typed ---- */

/**
 * poise_history_get_moment:
 * @self: a history
 *
 * Returns: a number that grows whenever something is run or undone
 */
guint
poise_history_get_moment (PoiseHistory *self)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), 0);

  return self->last_moment;
}

/**
 * poise_history_get_next_moment:
 * @self: a history
 * @is_undo: whether what is undone next is meant, not what is done again next
 *
 * Returns: the moment that it was done, or undone, at; 0 if there is no such
 */
guint
poise_history_get_next_moment (PoiseHistory *self, gboolean is_undo)
{
  const Step *step;

  g_return_val_if_fail (POISE_IS_HISTORY (self), 0);

  follow_journal (self);
  step = g_queue_peek_head (is_undo ? &self->steps : &self->undone);
  return step != NULL ? step->moment : 0;
}

static gboolean
is_since (GQueue *steps, guint moment)
{
  const Step *step = g_queue_peek_head (steps);

  return step != NULL && !step->is_overtaken && step->moment > moment;
}

/**
 * poise_history_undo_since:
 * @self: a history
 * @moment: what poise_history_get_moment() gave when something was typed
 *
 * Undoes what was done last, if that was after @moment.
 *
 * Returns: whether there was such; else the typing is what the person did last
 */
gboolean
poise_history_undo_since (PoiseHistory *self, guint moment)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), FALSE);

  follow_journal (self);
  if (!is_since (&self->steps, moment))
    return FALSE;
  poise_history_undo (self, 0);
  return TRUE;
}

/**
 * poise_history_redo_since:
 * @self: a history
 * @moment: what poise_history_get_moment() gave when something was typed
 *
 * Does again what was undone last, if that was after @moment.
 *
 * Returns: whether there was such
 */
gboolean
poise_history_redo_since (PoiseHistory *self, guint moment)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), FALSE);

  follow_journal (self);
  if (!is_since (&self->undone, moment))
    return FALSE;
  poise_history_redo (self);
  return TRUE;
}
