/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-selection.h"

struct _PoiseEntrySelection
{
  GObject parent_instance;

  GHashTable *entries; /* NULL unless selecting */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseEntrySelection, poise_entry_selection, G_TYPE_OBJECT)

static void
poise_entry_selection_finalize (GObject *object)
{
  g_clear_pointer (&POISE_ENTRY_SELECTION (object)->entries, g_hash_table_unref);

  G_OBJECT_CLASS (poise_entry_selection_parent_class)->finalize (object);
}

static void
poise_entry_selection_class_init (PoiseEntrySelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_entry_selection_finalize;

  /**
   * PoiseEntrySelection::changed:
   *
   * More, fewer or other entries are selected, or selecting began or ended.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_ENTRY_SELECTION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_entry_selection_init (PoiseEntrySelection *self)
{
}

/**
 * poise_entry_selection_new:
 *
 * Returns: (transfer full): a selection that is not active
 */
PoiseEntrySelection *
poise_entry_selection_new (void)
{
  return g_object_new (POISE_TYPE_ENTRY_SELECTION, NULL);
}

/**
 * poise_entry_selection_set_active:
 * @self: a selection
 * @is_active: whether the person selects
 *
 * Begins or ends selecting; at either, nothing is selected.
 */
void
poise_entry_selection_set_active (PoiseEntrySelection *self, gboolean is_active)
{
  g_return_if_fail (POISE_IS_ENTRY_SELECTION (self));

  g_clear_pointer (&self->entries, g_hash_table_unref);
  if (is_active)
    self->entries = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * poise_entry_selection_is_active:
 * @self: a selection
 *
 * Returns: whether the person selects
 */
gboolean
poise_entry_selection_is_active (PoiseEntrySelection *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_SELECTION (self), FALSE);

  return self->entries != NULL;
}

/**
 * poise_entry_selection_contains:
 * @self: a selection
 * @entry: an entry
 *
 * Returns: whether it is selected
 */
gboolean
poise_entry_selection_contains (PoiseEntrySelection *self, PoiseEntry *entry)
{
  g_return_val_if_fail (POISE_IS_ENTRY_SELECTION (self), FALSE);

  return self->entries != NULL && g_hash_table_contains (self->entries, entry);
}

/**
 * poise_entry_selection_toggle:
 * @self: an active selection
 * @entry: an entry
 *
 * Selects an entry, or no longer.
 */
void
poise_entry_selection_toggle (PoiseEntrySelection *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_ENTRY_SELECTION (self) && self->entries != NULL);

  if (!g_hash_table_remove (self->entries, entry))
    g_hash_table_add (self->entries, g_object_ref (entry));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * poise_entry_selection_add_all:
 * @self: an active selection
 * @entries: a list of entries
 *
 * Selects all of them.
 */
void
poise_entry_selection_add_all (PoiseEntrySelection *self, GListModel *entries)
{
  guint n;

  g_return_if_fail (POISE_IS_ENTRY_SELECTION (self) && self->entries != NULL);

  n = g_list_model_get_n_items (entries);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->entries, g_list_model_get_item (entries, i));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

typedef struct
{
  gboolean (*is_gone) (gpointer entry, gpointer data);
  gpointer data;
} Condition;

static gboolean
is_gone_cb (gpointer entry, gpointer value, gpointer data)
{
  const Condition *condition = data;

  return condition->is_gone (entry, condition->data);
}

/**
 * poise_entry_selection_remove_if:
 * @self: a selection
 * @is_gone: (scope call): tells which entries
 * @data: for @is_gone
 *
 * Selects some entries no longer.
 */
void
poise_entry_selection_remove_if (PoiseEntrySelection *self,
                                 gboolean (*is_gone) (gpointer entry, gpointer data),
                                 gpointer data)
{
  Condition condition = { is_gone, data };

  g_return_if_fail (POISE_IS_ENTRY_SELECTION (self));

  if (self->entries != NULL &&
      g_hash_table_foreach_remove (self->entries, is_gone_cb, &condition) > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * poise_entry_selection_get_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the entries
 *   that are selected
 */
char **
poise_entry_selection_get_ids (PoiseEntrySelection *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  GHashTableIter iter;
  gpointer entry;

  g_return_val_if_fail (POISE_IS_ENTRY_SELECTION (self), NULL);

  builder = g_strv_builder_new ();
  if (self->entries != NULL)
    {
      g_hash_table_iter_init (&iter, self->entries);
      while (g_hash_table_iter_next (&iter, &entry, NULL))
        g_strv_builder_add (builder, poise_entry_get_id (entry));
    }
  return g_strv_builder_end (builder);
}
