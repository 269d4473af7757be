/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-model.h"

struct _PoiseEntryModel
{
  GObject parent_instance;

  /* Owned */
  PoiseJournal *journal;
  PoiseFilter *filter; /* which entries are shown */
  GtkFilter *gtk_filter;
  GtkFilterListModel *filtered;
};

G_DEFINE_FINAL_TYPE (PoiseEntryModel, poise_entry_model, G_TYPE_OBJECT)

static gboolean
filter_cb (gpointer item, gpointer data)
{
  return poise_filter_matches (POISE_ENTRY_MODEL (data)->filter, item);
}

static void
poise_entry_model_dispose (GObject *object)
{
  PoiseEntryModel *self = POISE_ENTRY_MODEL (object);

  /* Others may still hold the list; it filters no more. */
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->filtered);
  g_clear_object (&self->gtk_filter);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (poise_entry_model_parent_class)->dispose (object);
}

static void
poise_entry_model_finalize (GObject *object)
{
  poise_filter_free (POISE_ENTRY_MODEL (object)->filter);

  G_OBJECT_CLASS (poise_entry_model_parent_class)->finalize (object);
}

static void
poise_entry_model_class_init (PoiseEntryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_entry_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_entry_model_finalize;
}

static void
poise_entry_model_init (PoiseEntryModel *self)
{
  self->filter = poise_filter_new (NULL);
  self->gtk_filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
}

/**
 * poise_entry_model_new:
 * @journal: the journal
 *
 * Returns: (transfer full): a model that shows all of it
 */
PoiseEntryModel *
poise_entry_model_new (PoiseJournal *journal)
{
  PoiseEntryModel *self = g_object_new (POISE_TYPE_ENTRY_MODEL, NULL);

  self->journal = g_object_ref (journal);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (journal)), NULL);
  return self;
}

/**
 * poise_entry_model_get_list:
 * @self: a model
 *
 * Returns: (transfer none): the entries
 */
GListModel *
poise_entry_model_get_list (PoiseEntryModel *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_MODEL (self), NULL);

  return G_LIST_MODEL (self->filtered);
}

/**
 * poise_entry_model_get_filter:
 * @self: a model
 *
 * Returns: (transfer none): which entries it shows
 */
PoiseFilter *
poise_entry_model_get_filter (PoiseEntryModel *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_MODEL (self), NULL);

  return self->filter;
}

static GtkFilterChange
compare_filters (const PoiseFilter *before, const PoiseFilter *now)
{
  if (poise_filter_narrows (now, before))
    return GTK_FILTER_CHANGE_MORE_STRICT;
  if (poise_filter_narrows (before, now))
    return GTK_FILTER_CHANGE_LESS_STRICT;
  return GTK_FILTER_CHANGE_DIFFERENT;
}

/**
 * poise_entry_model_compare_filter:
 * @self: a model
 * @filter: another filter
 *
 * Returns: how @filter differs from the one that is set
 */
GtkFilterChange
poise_entry_model_compare_filter (PoiseEntryModel *self, const PoiseFilter *filter)
{
  g_return_val_if_fail (POISE_IS_ENTRY_MODEL (self), GTK_FILTER_CHANGE_DIFFERENT);

  return compare_filters (self->filter, filter);
}

/**
 * poise_entry_model_set_filter:
 * @self: a model
 * @filter: (transfer full): which entries it shows
 */
void
poise_entry_model_set_filter (PoiseEntryModel *self, PoiseFilter *filter)
{
  GtkFilterChange change;

  g_return_if_fail (POISE_IS_ENTRY_MODEL (self));

  change = compare_filters (self->filter, filter);
  poise_filter_free (self->filter);
  self->filter = filter;
  /* Without a filter no entry is asked, of which many years have thousands. */
  if (poise_filter_is_empty (filter))
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  else if (gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, self->gtk_filter);
  else
    gtk_filter_changed (self->gtk_filter, change);
}

/**
 * poise_entry_model_refresh:
 * @self: a model
 *
 * Filters again, after entries were changed.
 */
void
poise_entry_model_refresh (PoiseEntryModel *self)
{
  g_return_if_fail (POISE_IS_ENTRY_MODEL (self));

  if (!poise_filter_is_empty (self->filter))
    gtk_filter_changed (self->gtk_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * poise_entry_model_shows:
 * @self: a model
 * @entry: an entry
 *
 * Returns: whether it is in the journal and let through
 */
gboolean
poise_entry_model_shows (PoiseEntryModel *self, PoiseEntry *entry)
{
  g_return_val_if_fail (POISE_IS_ENTRY_MODEL (self), FALSE);

  return poise_journal_get_position (self->journal, entry, NULL) &&
         poise_filter_matches (self->filter, entry);
}

/**
 * poise_entry_model_find_day:
 * @self: a model
 * @last: a day
 *
 * Returns: the position of the newest entry that is not newer than @last; the
 *   number of entries if there is none
 */
guint
poise_entry_model_find_day (PoiseEntryModel *self, PoiseDay last)
{
  guint begin = 0;
  guint end = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->filtered), middle);

      if (poise_entry_get_day (entry) > last)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

/**
 * poise_entry_model_find:
 * @self: a model
 * @entry: an entry
 * @position: (out): its position
 *
 * Returns: whether it is there
 */
gboolean
poise_entry_model_find (PoiseEntryModel *self, PoiseEntry *entry, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  for (guint i = poise_entry_model_find_day (self, poise_entry_get_day (entry)); i < n; i++)
    {
      g_autoptr (PoiseEntry) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      if (item == entry)
        {
          *position = i;
          return TRUE;
        }
      if (poise_entry_get_day (item) != poise_entry_get_day (entry))
        break;
    }
  return FALSE;
}
