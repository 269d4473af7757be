/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-restored.h"

#include <glib/gi18n-lib.h>

#include "poise-store-recovery.h"

struct _PoiseRestored
{
  GObject parent_instance;

  /* Owned */
  char *point;      /* the backup that leads to the other state */
  GHashTable *seen; /* when each entry was changed last, as this state was come to */

  gboolean is_in;
  gboolean is_working;
};

enum
{
  SIGNAL_SAYS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseRestored, poise_restored, G_TYPE_OBJECT)

static void
poise_restored_finalize (GObject *object)
{
  PoiseRestored *self = POISE_RESTORED (object);

  g_free (self->point);
  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (poise_restored_parent_class)->finalize (object);
}

static void
poise_restored_class_init (PoiseRestoredClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_restored_finalize;

  /**
   * PoiseRestored::says:
   * @self: what was restored
   * @words: how it went, for the person
   *
   * It was taken back, or could not be taken back or done again.
   */
  signals[SIGNAL_SAYS] = g_signal_new ("says", POISE_TYPE_RESTORED, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_restored_init (PoiseRestored *self)
{
  self->seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
}

static void
note_seen (PoiseRestored *self, PoiseJournal *journal)
{
  guint n = poise_journal_get_n_entries (journal);

  g_hash_table_remove_all (self->seen);
  for (guint i = 0; i < n; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);

      g_hash_table_insert (self->seen, g_strdup (poise_entry_get_id (entry)),
                           g_date_time_ref (poise_entry_get_modified (entry)));
    }
}

/**
 * poise_restored_new:
 * @store: the journal's keeper, which has just gone back
 * @undo: the point that leads back from there
 *
 * Returns: (transfer full): what can be taken back
 */
PoiseRestored *
poise_restored_new (PoiseStore *store, const char *undo)
{
  PoiseRestored *self = g_object_new (POISE_TYPE_RESTORED, NULL);

  self->point = g_strdup (undo);
  self->is_in = TRUE;
  note_seen (self, poise_store_get_journal (store));
  return self;
}

/**
 * poise_restored_is_in:
 * @self: what was restored
 *
 * Returns: whether the journal is as it was restored, not as it was before
 */
gboolean
poise_restored_is_in (PoiseRestored *self)
{
  g_return_val_if_fail (POISE_IS_RESTORED (self), FALSE);

  return self->is_in;
}

/**
 * poise_restored_is_working:
 * @self: what was restored
 *
 * Returns: whether a way is being gone, to the one state or the other
 */
gboolean
poise_restored_is_working (PoiseRestored *self)
{
  g_return_val_if_fail (POISE_IS_RESTORED (self), FALSE);

  return self->is_working;
}

/**
 * poise_restored_is_written_since:
 * @self: what was restored
 * @store: the journal's keeper
 *
 * Returns: whether an entry was written or changed, here or elsewhere, since the state was come
 *   to that the journal is in: going to the other one would take that out
 */
gboolean
poise_restored_is_written_since (PoiseRestored *self, PoiseStore *store)
{
  PoiseJournal *journal;
  guint n;

  g_return_val_if_fail (POISE_IS_RESTORED (self), FALSE);
  g_return_val_if_fail (POISE_IS_STORE (store), FALSE);

  journal = poise_store_get_journal (store);
  n = poise_journal_get_n_entries (journal);
  for (guint i = 0; i < n; i++)
    {
      PoiseEntry *entry = poise_journal_peek (journal, i);
      GDateTime *modified = g_hash_table_lookup (self->seen, poise_entry_get_id (entry));

      if (modified == NULL || !g_date_time_equal (modified, poise_entry_get_modified (entry)))
        return TRUE;
    }
  return FALSE;
}

static void
say (PoiseRestored *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_SAYS], 0, words);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRestored) self = data;
  PoiseStore *store = POISE_STORE (object);
  g_autoptr (GError) error = NULL;
  char *point = poise_store_restore_finish (store, result, &error);

  self->is_working = FALSE;
  if (point == NULL)
    {
      say (self, error->message);
      return;
    }
  g_free (self->point);
  self->point = point;
  self->is_in = !self->is_in;
  note_seen (self, poise_store_get_journal (store));
  if (!self->is_in)
    say (self, _ ("The journal is as it was before"));
}

/**
 * poise_restored_put:
 * @self: what was restored
 * @store: the journal's keeper
 * @is_in: whether the journal shall be as it was restored
 *
 * Goes to the state before, or to the restored one again. Nothing happens while a way is being
 * gone, or where the journal is in that state.
 */
void
poise_restored_put (PoiseRestored *self, PoiseStore *store, gboolean is_in)
{
  g_return_if_fail (POISE_IS_RESTORED (self));
  g_return_if_fail (POISE_IS_STORE (store));

  if (self->is_working || is_in == self->is_in)
    return;
  self->is_working = TRUE;
  poise_store_restore_async (store, self->point, NULL, done_cb, g_object_ref (self));
}
