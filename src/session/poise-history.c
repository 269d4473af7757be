/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-history.h"

/* Each step holds its entries in memory. */
#define MAX_OPERATIONS 20

typedef struct
{
  guint number;
  PoiseOperation *operation;
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
};

enum
{
  SIGNAL_RUN,
  SIGNAL_UNDONE,
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
   * PoiseHistory::undone:
   * @self: the history
   * @operation: what was undone
   *
   * Something was undone.
   */
  signals[SIGNAL_UNDONE] = g_signal_new ("undone", POISE_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_OPERATION);
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

static gboolean
is_of_other_journal (PoiseHistory *self)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);

  return folder != self->folder &&
         (folder == NULL || self->folder == NULL ||
          !g_str_equal (poise_folder_get_path (folder), poise_folder_get_path (self->folder)));
}

/* What was done in the journal that was open before must not be undone in this one. */
static void
follow_journal (PoiseHistory *self)
{
  if (is_of_other_journal (self))
    {
      g_queue_clear_full (&self->steps, (GDestroyNotify) step_free);
      g_queue_clear_full (&self->undone, (GDestroyNotify) step_free);
    }
  g_set_object (&self->folder, poise_store_get_folder (self->store));
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

static void
run (PoiseHistory *self, Step *step)
{
  g_queue_push_head (&self->steps, step);
  if (g_queue_get_length (&self->steps) > MAX_OPERATIONS)
    drop_oldest (self);
  poise_operation_run (step->operation, self->store);
  g_signal_emit (self, signals[SIGNAL_RUN], 0, step->operation, step->number);
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
  g_queue_clear_full (&self->undone, (GDestroyNotify) step_free);
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

/**
 * poise_history_undo:
 * @self: a history
 * @number: what poise_history_run() gave; 0 for the last one
 *
 * Undoes an operation once, if it is of the journal that is open.
 */
void
poise_history_undo (PoiseHistory *self, guint number)
{
  g_return_if_fail (POISE_IS_HISTORY (self));

  follow_journal (self);
  for (GList *link = self->steps.head; link != NULL; link = link->next)
    {
      Step *step = link->data;

      if (number != 0 && step->number != number)
        continue;
      g_queue_delete_link (&self->steps, link);
      g_queue_push_head (&self->undone, step);
      poise_operation_undo (step->operation, self->store);
      g_signal_emit (self, signals[SIGNAL_UNDONE], 0, step->operation);
      return;
    }
}

static PoiseOperation *
peek (PoiseHistory *self, const GQueue *steps)
{
  const Step *step;

  follow_journal (self);
  step = steps->head != NULL ? steps->head->data : NULL;
  return step != NULL ? step->operation : NULL;
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
 * poise_history_find:
 * @self: a history
 * @entry: an entry
 *
 * Finds a correction of @entry, or a change of its tags, if that is what the person did last to
 * any entry: changes of questions and intentions since do not stand in its way.
 *
 * Returns: what poise_history_undo() takes, or 0
 */
guint
poise_history_find (PoiseHistory *self, PoiseEntry *entry)
{
  g_return_val_if_fail (POISE_IS_HISTORY (self), 0);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), 0);

  follow_journal (self);
  for (GList *link = self->steps.head; link != NULL; link = link->next)
    {
      const Step *step = link->data;

      if (poise_operation_is_of_entries (step->operation))
        return poise_operation_corrects (step->operation, entry) ? step->number : 0;
    }
  return 0;
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

/**
 * poise_history_redo:
 * @self: a history
 *
 * Does again what was undone last.
 */
void
poise_history_redo (PoiseHistory *self)
{
  Step *step;

  g_return_if_fail (POISE_IS_HISTORY (self));

  follow_journal (self);
  step = g_queue_pop_head (&self->undone);
  if (step != NULL)
    run (self, step);
}
