/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-journal.h"

/* The entries, and to whom they say that they were changed: all of them can go over to another
 * journal at once. */
typedef struct
{
  PoiseJournal *journal; /* not owned */
  GSequence *entries;
  GHashTable *by_id; /* id of the entry → its iter in entries */
} Contents;

struct _PoiseJournal
{
  GObject parent_instance;

  Contents *contents;
};

enum
{
  SIGNAL_ENTRY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
poise_journal_get_item_type (GListModel *model)
{
  return POISE_TYPE_ENTRY;
}

static guint
poise_journal_get_n_items (GListModel *model)
{
  return poise_journal_get_n_entries (POISE_JOURNAL (model));
}

static gpointer
poise_journal_get_item (GListModel *model, guint position)
{
  PoiseEntry *entry = poise_journal_peek (POISE_JOURNAL (model), position);

  return entry != NULL ? g_object_ref (entry) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = poise_journal_get_item_type;
  iface->get_n_items = poise_journal_get_n_items;
  iface->get_item = poise_journal_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PoiseJournal,
                               poise_journal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* When an entry was modified is not part of what it says. */
static void
entry_notify_cb (Contents *contents, GParamSpec *pspec, PoiseEntry *entry)
{
  if (!g_str_equal (pspec->name, "modified"))
    g_signal_emit (contents->journal, signals[SIGNAL_ENTRY_CHANGED], 0, entry);
}

/* An entry may outlive its journal. */
static void
forget_entry_cb (gpointer entry, gpointer contents)
{
  g_signal_handlers_disconnect_by_func (entry, entry_notify_cb, contents);
}

static void
poise_journal_finalize (GObject *object)
{
  PoiseJournal *self = POISE_JOURNAL (object);

  g_sequence_foreach (self->contents->entries, forget_entry_cb, self->contents);
  g_hash_table_unref (self->contents->by_id);
  g_sequence_free (self->contents->entries);
  g_free (self->contents);

  G_OBJECT_CLASS (poise_journal_parent_class)->finalize (object);
}

static void
poise_journal_class_init (PoiseJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_journal_finalize;

  /**
   * PoiseJournal::entry-changed:
   * @self: the journal
   * @entry: an entry of it
   *
   * The text, question or tag of an entry changed, whoever changed it. It may
   * be emitted several times for one change, and for every key that the person
   * presses: who has much to do collects them. #GListModel::items-changed is
   * not emitted, since the entry stays what and where it is.
   */
  signals[SIGNAL_ENTRY_CHANGED] =
    g_signal_new ("entry-changed", POISE_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_journal_init (PoiseJournal *self)
{
  self->contents = g_new0 (Contents, 1);
  self->contents->journal = self;
  self->contents->entries = g_sequence_new (g_object_unref);
  self->contents->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  return poise_entry_compare ((PoiseEntry *) a, (PoiseEntry *) b);
}

/**
 * poise_journal_new:
 *
 * Makes a journal without entries.
 *
 * Returns: (transfer full): the journal
 */
PoiseJournal *
poise_journal_new (void)
{
  return g_object_new (POISE_TYPE_JOURNAL, NULL);
}

/**
 * poise_journal_get_n_entries:
 * @self: a journal
 *
 * Returns: how many entries it holds
 */
guint
poise_journal_get_n_entries (PoiseJournal *self)
{
  g_return_val_if_fail (POISE_IS_JOURNAL (self), 0);

  return (guint) g_sequence_get_length (self->contents->entries);
}

/**
 * poise_journal_peek:
 * @self: a journal
 * @position: a position, 0 for the newest
 *
 * Returns: (transfer none) (nullable): the entry there
 */
PoiseEntry *
poise_journal_peek (PoiseJournal *self, guint position)
{
  GSequenceIter *iter;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), NULL);

  iter = g_sequence_get_iter_at_pos (self->contents->entries, (int) MIN (position, G_MAXINT));
  return g_sequence_iter_is_end (iter) ? NULL : g_sequence_get (iter);
}

/**
 * poise_journal_lookup:
 * @self: a journal
 * @id: (nullable): an entry's id
 *
 * Returns: (transfer none) (nullable): the entry of that id
 */
PoiseEntry *
poise_journal_lookup (PoiseJournal *self, const char *id)
{
  GSequenceIter *iter;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), NULL);

  iter = id != NULL ? g_hash_table_lookup (self->contents->by_id, id) : NULL;
  return iter != NULL ? g_sequence_get (iter) : NULL;
}

/**
 * poise_journal_lookup_all:
 * @self: a journal
 * @ids: (array zero-terminated=1): ids of entries
 *
 * Returns: (transfer full) (element-type PoiseEntry): those of them that are
 *   in the journal
 */
GPtrArray *
poise_journal_lookup_all (PoiseJournal *self, const char *const *ids)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (POISE_IS_JOURNAL (self), entries);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      PoiseEntry *entry = poise_journal_lookup (self, ids[i]);

      if (entry != NULL)
        g_ptr_array_add (entries, g_object_ref (entry));
    }
  return entries;
}

/**
 * poise_journal_get_position:
 * @self: a journal
 * @entry: an entry
 * @position: (out) (optional): where it stands
 *
 * Returns: %TRUE if @entry is in the journal
 */
gboolean
poise_journal_get_position (PoiseJournal *self, PoiseEntry *entry, guint *position)
{
  GSequenceIter *iter;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  iter = g_hash_table_lookup (self->contents->by_id, poise_entry_get_id (entry));
  if (iter == NULL || g_sequence_get (iter) != entry)
    return FALSE;
  if (position != NULL)
    *position = (guint) g_sequence_iter_get_position (iter);
  return TRUE;
}

static gboolean
insert_sorted (PoiseJournal *self, PoiseEntry *entry, guint *position)
{
  GSequenceIter *iter;

  if (g_hash_table_contains (self->contents->by_id, poise_entry_get_id (entry)))
    return FALSE;

  iter = g_sequence_insert_sorted (self->contents->entries, g_object_ref (entry), compare_cb, NULL);
  g_hash_table_insert (self->contents->by_id, (char *) poise_entry_get_id (entry), iter);
  g_signal_connect_swapped (entry, "notify", G_CALLBACK (entry_notify_cb), self->contents);
  if (position != NULL)
    *position = (guint) g_sequence_iter_get_position (iter);
  return TRUE;
}

/**
 * poise_journal_add:
 * @self: a journal
 * @entry: an entry
 *
 * Adds @entry in its place. An id stands in a journal once.
 *
 * Returns: %TRUE if it was added, %FALSE if its id was there already
 */
gboolean
poise_journal_add (PoiseJournal *self, PoiseEntry *entry)
{
  guint position;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (!insert_sorted (self, entry, &position))
    return FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return TRUE;
}

/**
 * poise_journal_add_all:
 * @self: a journal
 * @entries: (element-type PoiseEntry): entries
 *
 * Adds many entries and tells the list's watchers once. Ids that are there
 * already are passed over.
 */
void
poise_journal_add_all (PoiseJournal *self, GPtrArray *entries)
{
  guint before, after;

  g_return_if_fail (POISE_IS_JOURNAL (self));
  g_return_if_fail (entries != NULL);

  before = poise_journal_get_n_entries (self);
  for (guint i = 0; i < entries->len; i++)
    insert_sorted (self, g_ptr_array_index (entries, i), NULL);
  after = poise_journal_get_n_entries (self);
  if (after != before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, after);
}

/**
 * poise_journal_take_all:
 * @self: a journal without entries
 * @other: another one, which nobody watches
 *
 * Takes all entries of @other over, which has none then. A thread may have filled it: to add
 * the entries of many years takes longer than there is time between two frames.
 */
void
poise_journal_take_all (PoiseJournal *self, PoiseJournal *other)
{
  Contents *none;
  guint n;

  g_return_if_fail (POISE_IS_JOURNAL (self) && POISE_IS_JOURNAL (other));
  g_return_if_fail (poise_journal_get_n_entries (self) == 0);

  none = self->contents;
  self->contents = other->contents;
  self->contents->journal = self;
  other->contents = none;
  other->contents->journal = other;
  n = poise_journal_get_n_entries (self);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n);
}

/**
 * poise_journal_remove:
 * @self: a journal
 * @entry: an entry
 *
 * Takes @entry out.
 *
 * Returns: %TRUE if it was there
 */
gboolean
poise_journal_remove (PoiseJournal *self, PoiseEntry *entry)
{
  GSequenceIter *iter;
  guint position;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (!poise_journal_get_position (self, entry, &position))
    return FALSE;
  iter = g_hash_table_lookup (self->contents->by_id, poise_entry_get_id (entry));
  forget_entry_cb (entry, self->contents);
  g_hash_table_remove (self->contents->by_id, poise_entry_get_id (entry));
  g_sequence_remove (iter);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

/**
 * poise_journal_clear:
 * @self: a journal
 *
 * Takes every entry out.
 */
void
poise_journal_clear (PoiseJournal *self)
{
  guint n_entries;

  g_return_if_fail (POISE_IS_JOURNAL (self));

  n_entries = poise_journal_get_n_entries (self);
  g_sequence_foreach (self->contents->entries, forget_entry_cb, self->contents);
  g_hash_table_remove_all (self->contents->by_id);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->contents->entries),
                           g_sequence_get_end_iter (self->contents->entries));
  if (n_entries > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_entries, 0);
}

static int
compare_day_cb (gconstpointer item, gconstpointer unused, gpointer data)
{
  PoiseDay last = GPOINTER_TO_UINT (data);

  /* Searching the place right before the first entry not newer than last. */
  return poise_entry_get_day ((PoiseEntry *) item) > last ? -1 : 1;
}

/* The entries of a span of days, newest first; of all kinds, or of one (nullable). */
static GPtrArray *
collect (PoiseJournal *self, PoiseDay first, PoiseDay last, gboolean is_any, const char *kind)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GSequenceIter *iter =
    g_sequence_search (self->contents->entries, NULL, compare_day_cb, GUINT_TO_POINTER (last));

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      PoiseEntry *entry = g_sequence_get (iter);

      if (poise_entry_get_day (entry) < first)
        break;
      if (is_any || g_strcmp0 (poise_entry_get_kind (entry), kind) == 0)
        g_ptr_array_add (found, g_object_ref (entry));
    }
  return found;
}

/**
 * poise_journal_list_days:
 * @self: a journal
 * @first: the first day
 * @last: the last day, itself included
 *
 * Finds the entries of a span of days, newest first.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries
 */
GPtrArray *
poise_journal_list_days (PoiseJournal *self, PoiseDay first, PoiseDay last)
{
  g_return_val_if_fail (POISE_IS_JOURNAL (self), NULL);

  return collect (self, first, last, TRUE, NULL);
}

/**
 * poise_journal_list_kind:
 * @self: a journal
 * @kind: (nullable): a kind, as %POISE_ENTRY_EVENT; %NULL for what people write day by day,
 *   which is what counts
 * @first: the first day
 * @last: the last day, itself included
 *
 * Finds the entries of one kind in a span of days, newest first.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries
 */
GPtrArray *
poise_journal_list_kind (PoiseJournal *self, const char *kind, PoiseDay first, PoiseDay last)
{
  g_return_val_if_fail (POISE_IS_JOURNAL (self), NULL);

  return collect (self, first, last, FALSE, kind);
}

/**
 * poise_journal_list_day:
 * @self: a journal
 * @day: a day
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries of @day,
 *   the one begun last first
 */
GPtrArray *
poise_journal_list_day (PoiseJournal *self, PoiseDay day)
{
  return poise_journal_list_days (self, day, day);
}

/**
 * poise_journal_list_month:
 * @self: a journal
 * @month: a month, `YYYY-MM`
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries of @month,
 *   newest first
 */
GPtrArray *
poise_journal_list_month (PoiseJournal *self, const char *month)
{
  g_autofree char *first_text = NULL;
  PoiseDay first;
  guint year, month_number;

  g_return_val_if_fail (POISE_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (month != NULL, NULL);

  first_text = g_strconcat (month, "-01", NULL);
  first = poise_day_parse (first_text);
  if (first == POISE_DAY_INVALID)
    return g_ptr_array_new_with_free_func (g_object_unref);

  poise_day_get_ymd (first, &year, &month_number, NULL);
  return poise_journal_list_days (
    self, first,
    first + g_date_get_days_in_month ((GDateMonth) month_number, (GDateYear) year) - 1);
}
