/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-retagger.h"

#include "poise-retag.h"

/* An entry on its way: the thread sees copies only. */
typedef struct
{
  char *id;
  char *text;
  PoiseTag *before;
  PoiseTag *after;
} Item;

struct _PoiseRetagger
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  GPtrArray *done; /* what Undo takes back */

  int n_tagged; /* atomic */
  int n_items;  /* atomic */
};

G_DEFINE_FINAL_TYPE (PoiseRetagger, poise_retagger, G_TYPE_OBJECT)

static void
item_free (Item *item)
{
  g_free (item->id);
  g_free (item->text);
  g_clear_pointer (&item->before, poise_tag_unref);
  g_clear_pointer (&item->after, poise_tag_unref);
  g_free (item);
}

static void
poise_retagger_dispose (GObject *object)
{
  PoiseRetagger *self = POISE_RETAGGER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->tagger);

  G_OBJECT_CLASS (poise_retagger_parent_class)->dispose (object);
}

static void
poise_retagger_finalize (GObject *object)
{
  g_clear_pointer (&POISE_RETAGGER (object)->done, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_retagger_parent_class)->finalize (object);
}

static void
poise_retagger_class_init (PoiseRetaggerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_retagger_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_retagger_finalize;
}

static void
poise_retagger_init (PoiseRetagger *self)
{
}

/**
 * poise_retagger_new:
 * @store: the journal's keeper
 * @tagger: the tagger
 *
 * Returns: (transfer full): a retagger
 */
PoiseRetagger *
poise_retagger_new (PoiseStore *store, PoiseTagger *tagger)
{
  PoiseRetagger *self = g_object_new (POISE_TYPE_RETAGGER, NULL);

  self->store = g_object_ref (store);
  self->tagger = g_object_ref (tagger);
  return self;
}

/**
 * poise_retagger_count_old:
 * @self: a retagger
 *
 * Returns: how many entries another model tagged
 */
guint
poise_retagger_count_old (PoiseRetagger *self)
{
  PoiseJournal *journal;
  guint n = 0;

  g_return_val_if_fail (POISE_IS_RETAGGER (self), 0);

  journal = poise_store_get_journal (self->store);
  for (guint i = 0; i < poise_journal_get_n_entries (journal); i++)
    n += poise_retag_is_old (self->tagger, poise_journal_peek (journal, i));
  return n;
}

/**
 * poise_retagger_get_progress:
 * @self: a retagger
 *
 * Returns: how far the thread is, 0 to 1
 */
double
poise_retagger_get_progress (PoiseRetagger *self)
{
  int n;

  g_return_val_if_fail (POISE_IS_RETAGGER (self), 0.0);

  n = g_atomic_int_get (&self->n_items);
  return n > 0 ? (double) g_atomic_int_get (&self->n_tagged) / n : 1.0;
}

static GPtrArray *
collect_items (PoiseRetagger *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  PoiseJournal *journal = poise_store_get_journal (self->store);

  for (guint i = 0; i < poise_journal_get_n_entries (journal); i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);
      PoiseTag *tag = poise_entry_get_tag (entry);
      Item *item;

      if (!poise_retag_is_due (self->tagger, entry))
        continue;
      item = g_new0 (Item, 1);
      item->id = g_strdup (poise_entry_get_id (entry));
      item->text = g_strdup (poise_entry_get_text (entry));
      item->before = tag != NULL ? poise_tag_ref (tag) : NULL;
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
run_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PoiseRetagger *self = source;
  GPtrArray *items = data;

  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Item *item = g_ptr_array_index (items, i);

      item->after = poise_tagger_retag (self->tagger, item->text, item->before, item->text);
      g_atomic_int_inc (&self->n_tagged);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

/* The entry's time of modification stays: nobody wrote in it. */
static gboolean
exchange (PoiseRetagger *self, const Item *item, PoiseTag *from, PoiseTag *to)
{
  PoiseEntry *entry = poise_journal_lookup (poise_store_get_journal (self->store), item->id);

  if (entry == NULL || !poise_tag_equal (poise_entry_get_tag (entry), from) ||
      !g_str_equal (poise_entry_get_text (entry), item->text))
    return FALSE;
  poise_entry_set_tag (entry, to);
  poise_store_put (self->store, entry);
  return TRUE;
}

/**
 * poise_retagger_run_async:
 * @self: a retagger
 * @cancellable: (nullable): cancelling it leaves every entry as it was
 * @callback: called when all entries are tagged
 * @data: for @callback
 *
 * Tags what is due.
 */
void
poise_retagger_run_async (PoiseRetagger *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *items;

  g_return_if_fail (POISE_IS_RETAGGER (self));

  items = collect_items (self);
  g_atomic_int_set (&self->n_tagged, 0);
  g_atomic_int_set (&self->n_items, (int) items->len);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_retagger_run_async);
  g_task_set_task_data (task, items, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, run_thread_cb);
}

/**
 * poise_retagger_run_finish:
 * @self: a retagger
 * @result: what the callback was given
 * @n: (out): how many entries have a new tag
 * @error: return location
 *
 * Ends poise_retagger_run_async() and gives the entries their tags. One that
 * was written in meanwhile keeps what it has.
 *
 * Returns: %TRUE unless it was cancelled
 */
gboolean
poise_retagger_run_finish (PoiseRetagger *self, GAsyncResult *result, guint *n, GError **error)
{
  GPtrArray *items;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *n = 0;
  items = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      Item *item = g_ptr_array_index (items, i);

      *n += exchange (self, item, item->before, item->after);
    }
  g_clear_pointer (&self->done, g_ptr_array_unref);
  self->done = g_ptr_array_ref (items);
  return TRUE;
}

/**
 * poise_retagger_undo:
 * @self: a retagger
 *
 * Gives the entries of the last run the tags of before, where they were not
 * changed since.
 */
void
poise_retagger_undo (PoiseRetagger *self)
{
  g_autoptr (GPtrArray) done = NULL;

  g_return_if_fail (POISE_IS_RETAGGER (self));

  done = g_steal_pointer (&self->done);
  for (guint i = 0; done != NULL && i < done->len; i++)
    {
      Item *item = g_ptr_array_index (done, i);

      exchange (self, item, item->after, item->before);
    }
}
