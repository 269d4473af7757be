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
  GHashTable *seen; /* what each entry said, as this state was come to */

  gboolean is_in;
  gboolean is_working;
};

enum
{
  SIGNAL_REFUSED,
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
   * PoiseRestored::refused:
   * @self: what was restored
   *
   * It was left as it is, since it would take out what was written since.
   */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", POISE_TYPE_RESTORED, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What the person wrote, tagged and said of it; the time of a change tells of undone ones, too. */
static guint
hash_entry (PoiseEntry *entry)
{
  const char *const *tags = poise_entry_get_tags (entry);
  const PoiseTag *said = poise_entry_get_tag (entry);
  guint hash = g_str_hash (poise_entry_get_text (entry));

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    hash = hash * 31 + g_str_hash (tags[i]);
  if (said == NULL)
    return hash;
  if (said->by == POISE_TAG_SOURCE_PERSON)
    hash = hash * 31 + said->mode + 1;
  for (guint i = 0; i < said->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (said->sentences, PoiseSentenceTag, i);

      if (sentence->by == POISE_TAG_SOURCE_PERSON)
        hash = hash * 31 + sentence->start * 4 + sentence->mode + 1;
    }
  return hash;
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
                           GUINT_TO_POINTER (hash_entry (entry)));
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
      gpointer hash;

      if (!g_hash_table_lookup_extended (self->seen, poise_entry_get_id (entry), NULL, &hash) ||
          GPOINTER_TO_UINT (hash) != hash_entry (entry))
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

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PoiseRestored) self = data;
  PoiseStore *store = POISE_STORE (object);
  g_autoptr (GError) error = NULL;

  if (!poise_store_flush_finish (store, result, &error))
    {
      self->is_working = FALSE;
      say (self, error->message);
    }
  else if (poise_restored_is_written_since (self, store))
    {
      self->is_working = FALSE;
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
    }
  else
    poise_store_restore_async (store, self->point, NULL, done_cb, g_object_ref (self));
}

/**
 * poise_restored_put:
 * @self: what was restored
 * @store: the journal's keeper
 * @is_in: whether the journal shall be as it was restored
 *
 * Saves what was typed, and goes to the state before, or to the restored one again: with
 * #PoiseRestored::refused not, where that would take out what was written since. Nothing happens
 * while a way is being gone, or where the journal is in that state.
 */
void
poise_restored_put (PoiseRestored *self, PoiseStore *store, gboolean is_in)
{
  g_return_if_fail (POISE_IS_RESTORED (self));
  g_return_if_fail (POISE_IS_STORE (store));

  if (self->is_working || is_in == self->is_in)
    return;
  self->is_working = TRUE;
  poise_store_flush_async (store, NULL, saved_cb, g_object_ref (self));
}
