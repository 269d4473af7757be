/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-operation.h"

#include <glib/gi18n.h>

#include "poise-version.h"

struct _PoiseOperation
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *entries;
  PoiseImported *imported;   /* instead of entries */
  PoiseRestored *restored;   /* instead of entries */
  GPtrArray *corrections;    /* instead of entries */
  PoiseTagging *tagging;     /* instead of entries */
  PoiseIntending *intending; /* instead of entries */
  GPtrArray *askings;        /* instead of entries */
  char *title;
  GPtrArray *sums; /* poise_version_sum() of the entries as a deletion was undone */

  gboolean is_delete; /* else it puts the entries into the journal */
};

enum
{
  SIGNAL_DONE,
  SIGNAL_REFUSED,
  SIGNAL_SAYS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseOperation, poise_operation, G_TYPE_OBJECT)

static void
poise_operation_dispose (GObject *object)
{
  PoiseOperation *self = POISE_OPERATION (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->imported);
  g_clear_object (&self->restored);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_object (&self->tagging);
  g_clear_object (&self->intending);
  g_clear_pointer (&self->askings, g_ptr_array_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_operation_parent_class)->dispose (object);
}

static void
poise_operation_finalize (GObject *object)
{
  g_free (POISE_OPERATION (object)->title);

  G_OBJECT_CLASS (poise_operation_parent_class)->finalize (object);
}

static void
poise_operation_class_init (PoiseOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_operation_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_operation_finalize;

  /**
   * PoiseOperation::done:
   * @self: an operation that takes a while
   *
   * It was undone or done again.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", POISE_TYPE_OPERATION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseOperation::refused:
   * @self: an operation that takes a while
   *
   * It was left as it is, since it would take out what was written since.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", POISE_TYPE_OPERATION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PoiseOperation::says:
   * @self: an operation
   * @words: how it went, for the person
   *
   * It takes a while, and came to its end.
   */
  signals[SIGNAL_SAYS] = g_signal_new ("says", POISE_TYPE_OPERATION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_operation_init (PoiseOperation *self)
{
}

static PoiseOperation *
create (GPtrArray *entries, char *title, gboolean is_delete)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->entries = g_ptr_array_ref (entries);
  self->title = title;
  self->is_delete = is_delete;
  return self;
}

/**
 * poise_operation_new_delete:
 * @entries: (element-type PoiseEntry): entries of the journal; the operation's
 *   own afterwards
 *
 * Makes an operation that puts entries into the trash.
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_delete (GPtrArray *entries)
{
  char *title =
    entries->len == 1
      ? g_strdup (_ ("Entry deleted"))
      : g_strdup_printf (ngettext ("%u entry deleted", "%u entries deleted", entries->len),
                         entries->len);

  return create (entries, title, TRUE);
}

/**
 * poise_operation_new_delete_as:
 * @entries: (element-type PoiseEntry): entries of the journal that are not what people write day
 *   by day; the operation's own afterwards
 * @title: what was done, in translated words
 *
 * Makes an operation that puts entries into the trash.
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_delete_as (GPtrArray *entries, const char *title)
{
  return create (entries, g_strdup (title), TRUE);
}

/**
 * poise_operation_new_put:
 * @entries: (element-type PoiseEntry): entries that the journal does not have;
 *   the operation's own afterwards
 * @title: what was done, in translated words
 *
 * Makes an operation that puts entries into the journal.
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_put (GPtrArray *entries, const char *title)
{
  return create (entries, g_strdup (title), FALSE);
}

static void
says_cb (PoiseOperation *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_SAYS], 0, words);
}

static void
done_cb (PoiseOperation *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
refused_cb (PoiseOperation *self)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

/**
 * poise_operation_new_import:
 * @imported: what was imported
 * @title: what was done, in translated words
 *
 * Makes an operation of an import that is on the disk already.
 *
 * Returns: (transfer full): the operation; to run it changes nothing
 */
PoiseOperation *
poise_operation_new_import (PoiseImported *imported, const char *title)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->imported = g_object_ref (imported);
  self->title = g_strdup (title);
  g_signal_connect_object (imported, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imported, "says", G_CALLBACK (says_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_operation_new_restore:
 * @restored: what was restored
 * @title: what was done, in translated words
 *
 * Makes an operation of a going back to a backup that is done already.
 *
 * Returns: (transfer full): the operation; to run it changes nothing
 */
PoiseOperation *
poise_operation_new_restore (PoiseRestored *restored, const char *title)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->restored = g_object_ref (restored);
  self->title = g_strdup (title);
  g_signal_connect_object (restored, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (restored, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (restored, "says", G_CALLBACK (says_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_operation_new_correction:
 * @correction: a correction that was not made yet
 *
 * Makes an operation of the person's correction of the tagger.
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_correction (PoiseCorrection *correction)
{
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = poise_correction_describe (correction);

  g_ptr_array_add (corrections, g_object_ref (correction));
  return poise_operation_new_corrections (corrections, title);
}

/**
 * poise_operation_new_corrections:
 * @corrections: (element-type PoiseCorrection): corrections that were not made
 *   yet, each of another sentence
 * @title: what is done, in translated words
 *
 * Makes one operation of several corrections.
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_corrections (GPtrArray *corrections, const char *title)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->corrections = g_ptr_array_ref (corrections);
  self->title = g_strdup (title);
  return self;
}

/**
 * poise_operation_new_intending:
 * @list: the intentions
 * @after: what the change makes of them
 * @title: what is done, in translated words
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_intending (PoiseIntentionList *list,
                               PoiseIntentionList *after,
                               const char *title)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->intending = poise_intending_new (list, after);
  self->title = g_strdup (title);
  return self;
}

/**
 * poise_operation_new_tagging:
 * @tagging: a change of an entry's tags that was not made yet
 *
 * Returns: (transfer full): the operation, not run yet
 */
PoiseOperation *
poise_operation_new_tagging (PoiseTagging *tagging)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->tagging = g_object_ref (tagging);
  self->title = poise_tagging_describe (tagging);
  return self;
}

/**
 * poise_operation_new_asking:
 * @asking: a change of a question, made already
 *
 * Returns: (transfer full): the operation; to run it changes nothing
 */
PoiseOperation *
poise_operation_new_asking (PoiseAsking *asking)
{
  PoiseOperation *self = g_object_new (POISE_TYPE_OPERATION, NULL);

  self->askings = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->askings, g_object_ref (asking));
  return self;
}

/**
 * poise_operation_new_asking_added:
 * @set: the questions
 * @first: the first of the own ones that have just come in; those behind it have, too
 *
 * Returns: (transfer full): the operation that takes them away again; to run it changes nothing
 */
PoiseOperation *
poise_operation_new_asking_added (PoisePromptSet *set, guint first)
{
  GPtrArray *own = poise_prompt_set_get_own (set);
  PoiseOperation *self;

  g_return_val_if_fail (first < own->len, NULL);

  self = g_object_new (POISE_TYPE_OPERATION, NULL);
  self->askings = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < own->len; i++)
    g_ptr_array_add (self->askings, poise_asking_new_added (
                                      set, ((PoisePrompt *) g_ptr_array_index (own, i))->id));
  return self;
}

/**
 * poise_operation_get_asking:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the change of a question that it is, or the first of several
 */
PoiseAsking *
poise_operation_get_asking (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), NULL);

  return self->askings != NULL ? g_ptr_array_index (self->askings, 0) : NULL;
}

/**
 * poise_operation_is_of_entries:
 * @self: an operation
 *
 * Returns: whether it changes entries, not only questions or intentions
 */
gboolean
poise_operation_is_of_entries (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return self->askings == NULL && self->intending == NULL;
}

/**
 * poise_operation_get_n_corrections:
 * @self: an operation
 *
 * Returns: how many corrections it is; 0 if it is something else
 */
guint
poise_operation_get_n_corrections (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), 0);

  return self->corrections != NULL ? self->corrections->len : 0;
}

/**
 * poise_operation_is_restore:
 * @self: an operation
 *
 * Returns: whether it went back to a backup: what was done before is of another state of the
 *   journal
 */
gboolean
poise_operation_is_restore (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return self->restored != NULL;
}

/**
 * poise_operation_says:
 * @self: an operation
 *
 * Returns: whether it says itself, with #PoiseOperation::says, that it was undone
 */
gboolean
poise_operation_says (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return self->imported != NULL || self->restored != NULL;
}

/**
 * poise_operation_is_working:
 * @self: an operation
 *
 * Returns: whether it is being undone or done again, and #PoiseOperation::done tells of it
 */
gboolean
poise_operation_is_working (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return (self->restored != NULL && poise_restored_is_working (self->restored)) ||
         (self->imported != NULL && poise_imported_is_working (self->imported));
}

/**
 * poise_operation_is_left_over:
 * @self: an operation
 * @is_run: whether it should have been done, not undone
 *
 * Returns: whether it came to its end without that
 */
gboolean
poise_operation_is_left_over (PoiseOperation *self, gboolean is_run)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  if (poise_operation_is_working (self))
    return FALSE;
  return (self->restored != NULL && poise_restored_is_in (self->restored) != is_run) ||
         (self->imported != NULL && poise_imported_is_in (self->imported) != is_run);
}

static gboolean
is_deletion_written_since (PoiseOperation *self, PoiseStore *store)
{
  for (guint i = 0; i < self->sums->len; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (self->entries, i));
      PoiseEntry *shown = poise_journal_lookup (poise_store_get_journal (store), id);
      g_autofree char *sum = shown != NULL ? poise_version_sum (shown) : NULL;

      if (sum != NULL && !g_str_equal (sum, g_ptr_array_index (self->sums, i)))
        return TRUE;
    }
  return FALSE;
}

/**
 * poise_operation_is_written_since:
 * @self: an operation that was undone
 * @store: the journal's keeper
 *
 * Returns: whether doing it again would move what was written since; of a going back to a backup
 *   #PoiseOperation::refused tells that, once it has begun
 */
gboolean
poise_operation_is_written_since (PoiseOperation *self, PoiseStore *store)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return (self->imported != NULL && poise_imported_is_written_since (self->imported, store)) ||
         (self->sums != NULL && is_deletion_written_since (self, store));
}

/* The correction that it is, if it is a single one. */
static PoiseCorrection *
get_correction (PoiseOperation *self)
{
  return self->corrections != NULL && self->corrections->len == 1
           ? g_ptr_array_index (self->corrections, 0)
           : NULL;
}

/**
 * poise_operation_corrects:
 * @self: an operation
 * @entry: an entry
 *
 * Returns: whether it is a single correction, or a change of tags, and of @entry
 */
gboolean
poise_operation_corrects (PoiseOperation *self, PoiseEntry *entry)
{
  const char *id = NULL;

  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (self->tagging != NULL)
    id = poise_tagging_get_entry_id (self->tagging);
  else if (get_correction (self) != NULL)
    id = poise_correction_get_entry_id (get_correction (self));
  return g_strcmp0 (id, poise_entry_get_id (entry)) == 0;
}

/**
 * poise_operation_get_title:
 * @self: an operation
 *
 * Returns: (nullable): what was done, in translated words; %NULL if it need not be
 *   said
 */
const char *
poise_operation_get_title (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), NULL);

  return self->title;
}

/**
 * poise_operation_get_entries:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable) (element-type PoiseEntry): what it
 *   deletes or puts into the journal; %NULL if it is something else
 */
GPtrArray *
poise_operation_get_entries (PoiseOperation *self)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), NULL);

  return self->entries;
}

/**
 * poise_operation_takes_out:
 * @self: an operation
 * @is_run: whether it is done again, not undone
 *
 * Returns: whether its entries go out of the journal by that
 */
gboolean
poise_operation_takes_out (PoiseOperation *self, gboolean is_run)
{
  g_return_val_if_fail (POISE_IS_OPERATION (self), FALSE);

  return self->entries != NULL && self->is_delete == is_run;
}

/* What goes, and comes back, is the entry as it is shown now: it may have been
 * changed since, or come back as another object. */
static void
delete_entry (PoiseOperation *self, PoiseStore *store, guint i)
{
  gpointer *entry = &self->entries->pdata[i];
  PoiseEntry *shown =
    poise_journal_lookup (poise_store_get_journal (store), poise_entry_get_id (*entry));

  if (shown == NULL)
    return;
  g_set_object ((PoiseEntry **) entry, shown);
  poise_store_delete (store, shown);
}

static void
note_sums (PoiseOperation *self, PoiseStore *store)
{
  g_clear_pointer (&self->sums, g_ptr_array_unref);
  self->sums = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->entries, i);
      PoiseEntry *shown =
        poise_journal_lookup (poise_store_get_journal (store), poise_entry_get_id (entry));

      g_ptr_array_add (self->sums, poise_version_sum (shown != NULL ? shown : entry));
    }
}

static void
apply (PoiseOperation *self, PoiseStore *store, gboolean is_delete)
{
  if (self->imported != NULL)
    {
      poise_imported_put (self->imported, store, !is_delete);
      return;
    }
  if (self->restored != NULL)
    {
      poise_restored_put (self->restored, store, !is_delete);
      return;
    }
  if (self->tagging != NULL)
    {
      poise_tagging_put (self->tagging, store, !is_delete);
      return;
    }
  if (self->intending != NULL)
    {
      poise_intending_put (self->intending, !is_delete);
      return;
    }
  if (self->askings != NULL)
    {
      poise_asking_put_all (self->askings, !is_delete);
      return;
    }
  if (self->corrections != NULL)
    {
      for (guint i = 0; i < self->corrections->len; i++)
        poise_correction_put (g_ptr_array_index (self->corrections, i), store, !is_delete);
      return;
    }
  for (guint i = 0; i < self->entries->len; i++)
    if (is_delete)
      delete_entry (self, store, i);
    else
      poise_store_bring_back (store, g_ptr_array_index (self->entries, i));
}

/**
 * poise_operation_run:
 * @self: an operation that was not run yet, or was undone
 * @store: the journal's keeper
 *
 * Does it.
 */
void
poise_operation_run (PoiseOperation *self, PoiseStore *store)
{
  g_return_if_fail (POISE_IS_OPERATION (self));

  apply (self, store, self->is_delete);
}

/**
 * poise_operation_undo:
 * @self: an operation that was run
 * @store: the journal's keeper
 *
 * Does the contrary.
 */
void
poise_operation_undo (PoiseOperation *self, PoiseStore *store)
{
  g_return_if_fail (POISE_IS_OPERATION (self));

  apply (self, store, !self->is_delete);
  if (self->is_delete)
    note_sums (self, store);
}
