/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-rows.h"

#include <glib/gi18n.h>

#include "poise-balance.h"
#include "poise-entry-row.h"

/* The row of a list item, also while the view lets go of it. */
#define ROW "poise-row"

struct _PoiseEntryRows
{
  GObject parent_instance;

  /* Owned */
  PoiseContext *context;
  PoiseEntryModel *model;
  PoiseEntrySelection *selection;
  GtkListItemFactory *factory;
  GPtrArray *bound; /* GtkListItems that show an entry now */
  GPtrArray *spare; /* rows that the view let go of */
};

G_DEFINE_FINAL_TYPE (PoiseEntryRows, poise_entry_rows, G_TYPE_OBJECT)

static PoiseDay
get_week (PoiseEntryRows *self, PoiseEntry *entry)
{
  return poise_day_get_week (poise_entry_get_day (entry),
                             poise_context_get_first_weekday (self->context));
}

static gboolean
is_first_of_week (PoiseEntryRows *self, PoiseEntry *entry, guint position)
{
  g_autoptr (PoiseEntry) before = NULL;

  if (position == 0)
    return TRUE;
  before = g_list_model_get_item (poise_entry_model_get_list (self->model), position - 1);
  return before == NULL || get_week (self, before) != get_week (self, entry);
}

static void
show_heading (PoiseEntryRows *self, GtkListItem *item)
{
  PoiseEntryRow *row = POISE_ENTRY_ROW (gtk_list_item_get_child (item));
  PoiseEntry *entry = gtk_list_item_get_item (item);
  g_autoptr (PoiseBalance) week = NULL;
  g_autofree char *first = NULL;
  g_autofree char *heading = NULL;

  if (entry == NULL || !is_first_of_week (self, entry, gtk_list_item_get_position (item)))
    {
      poise_entry_row_set_heading (row, NULL, FALSE, 0.0);
      return;
    }
  week = poise_balance_new (poise_context_get_journal (self->context), get_week (self, entry) + 6,
                            1, poise_context_get_first_weekday (self->context));
  first = poise_day_format (get_week (self, entry), C_ ("week heading", "%-d %b %Y"));
  /* Translators: a heading in the journal's list; %s is a week's first day. */
  heading = g_strdup_printf (_ ("Week of %s"), first);
  poise_entry_row_set_heading (row, heading, week->has_share, week->share);
}

/* The time tells entries of one day from each other. */
static void
show_time (PoiseEntryRows *self, GtkListItem *item)
{
  PoiseEntry *entry = gtk_list_item_get_item (item);
  g_autoptr (GPtrArray) beside = NULL;

  if (entry == NULL)
    return;
  beside =
    poise_journal_list_day (poise_context_get_journal (self->context), poise_entry_get_day (entry));
  poise_entry_row_set_shows_time (POISE_ENTRY_ROW (gtk_list_item_get_child (item)),
                                  beside->len > 1);
}

static void
show_selection (PoiseEntryRows *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkAccessible *cell = GTK_ACCESSIBLE (gtk_widget_get_parent (row));
  gboolean is_selecting = poise_entry_selection_is_active (self->selection);
  gboolean is_selected =
    poise_entry_selection_contains (self->selection, gtk_list_item_get_item (item));

  poise_entry_row_set_selection (POISE_ENTRY_ROW (row), is_selecting, is_selected);
  /* The keyboard is on the cell, not on the check mark in it. */
  if (is_selecting)
    gtk_accessible_update_state (cell, GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
  else
    gtk_accessible_reset_state (cell, GTK_ACCESSIBLE_STATE_SELECTED);
}

static void
show_row (PoiseEntryRows *self, GtkListItem *item)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item),
                             poise_entry_model_get_filter (self->model)->search);
  show_heading (self, item);
  show_time (self, item);
  show_selection (self, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryRows *self)
{
  g_autoptr (GtkWidget) row = self->spare->len > 0
                                ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1)
                                : g_object_ref_sink (poise_entry_row_new ());

  gtk_list_item_set_child (item, row);
  g_object_set_data_full (G_OBJECT (item), ROW, g_object_ref (row), g_object_unref);
  g_object_bind_property (row, "label", item, "accessible-label", G_BINDING_SYNC_CREATE);
}

/* A search shows few rows at first and lets go of all others, which come back with the next
 * frames: to make them anew each time would take as long as the search itself. */
static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryRows *self)
{
  GtkWidget *row = g_object_steal_data (G_OBJECT (item), ROW);

  gtk_list_item_set_child (item, NULL);
  if (row != NULL)
    g_ptr_array_add (self->spare, row);
}

/* A GtkListView keeps 200 rows wherever it is, a grid of one column 30: to open the
 * page takes 220 ms of a frame with the one, 15 with the other (GTK 4.18, twenty years). */
static void
be_list_item (GtkWidget *cell)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (cell)) != GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    g_object_set (cell, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryRows *self)
{
  be_list_item (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  show_row (self, item);
  g_ptr_array_add (self->bound, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryRows *self)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)), NULL, NULL);
  g_ptr_array_remove_fast (self->bound, item);
}

static void
show_selections (PoiseEntryRows *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_selection (self, g_ptr_array_index (self->bound, i));
}

static void
poise_entry_rows_dispose (GObject *object)
{
  PoiseEntryRows *self = POISE_ENTRY_ROWS (object);

  g_clear_object (&self->factory);
  g_ptr_array_set_size (self->spare, 0);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_entry_rows_parent_class)->dispose (object);
}

static void
poise_entry_rows_finalize (GObject *object)
{
  g_ptr_array_unref (POISE_ENTRY_ROWS (object)->bound);
  g_ptr_array_unref (POISE_ENTRY_ROWS (object)->spare);

  G_OBJECT_CLASS (poise_entry_rows_parent_class)->finalize (object);
}

static void
poise_entry_rows_class_init (PoiseEntryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_entry_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_entry_rows_finalize;
}

static void
poise_entry_rows_init (PoiseEntryRows *self)
{
  self->bound = g_ptr_array_new ();
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  g_signal_connect_object (self->factory, "teardown", G_CALLBACK (teardown_cb), self, 0);
}

/**
 * poise_entry_rows_new:
 * @context: whose journal it is
 * @model: the entries
 * @selection: which of them are selected
 *
 * Returns: (transfer full): the rows
 */
PoiseEntryRows *
poise_entry_rows_new (PoiseContext *context, PoiseEntryModel *model, PoiseEntrySelection *selection)
{
  PoiseEntryRows *self = g_object_new (POISE_TYPE_ENTRY_ROWS, NULL);

  self->context = g_object_ref (context);
  self->model = g_object_ref (model);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "changed", G_CALLBACK (show_selections), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_entry_rows_get_factory:
 * @self: the rows
 *
 * Returns: (transfer none): what makes them
 */
GtkListItemFactory *
poise_entry_rows_get_factory (PoiseEntryRows *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_ROWS (self), NULL);

  return self->factory;
}

/**
 * poise_entry_rows_show:
 * @self: the rows
 *
 * Shows every row anew, as after the filter was changed.
 */
void
poise_entry_rows_show (PoiseEntryRows *self)
{
  g_return_if_fail (POISE_IS_ENTRY_ROWS (self));

  for (guint i = 0; i < self->bound->len; i++)
    show_row (self, g_ptr_array_index (self->bound, i));
}

/**
 * poise_entry_rows_show_headings:
 * @self: the rows
 *
 * Shows anew what a row says of those beside it: its week and its time.
 */
void
poise_entry_rows_show_headings (PoiseEntryRows *self)
{
  g_return_if_fail (POISE_IS_ENTRY_ROWS (self));

  for (guint i = 0; i < self->bound->len; i++)
    {
      show_heading (self, g_ptr_array_index (self->bound, i));
      show_time (self, g_ptr_array_index (self->bound, i));
    }
}

/**
 * poise_entry_rows_get_focused:
 * @self: the rows
 * @root: (nullable): the window
 *
 * Returns: (transfer none) (nullable): the entry of the row that has the focus or
 *   holds what has it
 */
PoiseEntry *
poise_entry_rows_get_focused (PoiseEntryRows *self, GtkRoot *root)
{
  GtkWidget *focus;

  g_return_val_if_fail (POISE_IS_ENTRY_ROWS (self), NULL);

  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; focus != NULL && i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (focus == cell || gtk_widget_is_ancestor (focus, cell))
        return gtk_list_item_get_item (item);
    }
  return NULL;
}

/**
 * poise_entry_rows_find_cell:
 * @self: the rows
 * @entry: an entry
 *
 * Returns: (transfer none) (nullable): the widget of its row, once it has its place
 */
GtkWidget *
poise_entry_rows_find_cell (PoiseEntryRows *self, PoiseEntry *entry)
{
  g_return_val_if_fail (POISE_IS_ENTRY_ROWS (self), NULL);

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (gtk_list_item_get_item (item) == entry && gtk_widget_get_height (cell) > 0)
        return cell;
    }
  return NULL;
}

/**
 * poise_entry_rows_is_in_sight:
 * @cell: the widget of a row
 * @scroller: what the list scrolls in
 *
 * Returns: whether all of the row is seen
 */
gboolean
poise_entry_rows_is_in_sight (GtkWidget *cell, GtkWidget *scroller)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (GTK_IS_WIDGET (cell) && GTK_IS_WIDGET (scroller), FALSE);

  return gtk_widget_compute_bounds (cell, scroller, &bounds) && bounds.size.height > 0.0f &&
         bounds.origin.y >= 0.0f &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/**
 * poise_entry_rows_find_in_sight:
 * @self: the rows
 * @scroller: what the list scrolls in
 *
 * Returns: (transfer none) (nullable): the widget of the first row of which all is seen
 */
GtkWidget *
poise_entry_rows_find_in_sight (PoiseEntryRows *self, GtkWidget *scroller)
{
  guint first = GTK_INVALID_LIST_POSITION;
  GtkWidget *found = NULL;

  g_return_val_if_fail (POISE_IS_ENTRY_ROWS (self), NULL);

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (gtk_list_item_get_position (item) < first &&
          poise_entry_rows_is_in_sight (cell, scroller))
        {
          first = gtk_list_item_get_position (item);
          found = cell;
        }
    }
  return found;
}
