/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-list.h"

#include <glib/gi18n.h>

#include "poise-balance.h"
#include "poise-entry-row.h"

/* Most of the rows that a window shows, those that come with each further frame, and
 * more than the view ever makes for one place. */
#define FIRST_ROWS 4
#define ROWS_A_FRAME 2
#define ALL_ROWS 48

/* How many frames a row may take to come to where it is to be seen. */
#define REVEAL_FRAMES 20

struct _PoiseEntryList
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scroller;
  GtkGridView *list;

  /* Owned */
  PoiseContext *context;
  PoiseFilter *wanted;
  GtkFilterListModel *filtered;
  GtkSliceListModel *shown; /* the first of the filtered ones, or all */
  guint grow_id;
  GPtrArray *bound;      /* GtkListItems that show an entry now */
  GHashTable *selection; /* the entries that are selected; NULL unless selecting */
  PoiseEntry *revealed;  /* what is being scrolled to, while it is */

  /* Borrowed */
  GtkFilter *filter; /* of the filtered ones */

  guint refresh_id;
  guint reveal_id;
  guint n_frames; /* since something is being scrolled to */
  gboolean to_top;
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_ENTRY_ACTIVATED,
  SIGNAL_CHANGED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseEntryList, poise_entry_list, GTK_TYPE_WIDGET)

static GListModel *
get_model (PoiseEntryList *self)
{
  return G_LIST_MODEL (self->filtered);
}

static PoiseJournal *
get_journal (PoiseEntryList *self)
{
  return poise_context_get_journal (self->context);
}

/* ---- rows ---- */

static PoiseDay
get_week (PoiseEntryList *self, PoiseEntry *entry)
{
  return poise_day_get_week (poise_entry_get_day (entry),
                             poise_context_get_first_weekday (self->context));
}

static gboolean
is_first_of_week (PoiseEntryList *self, PoiseEntry *entry, guint position)
{
  g_autoptr (PoiseEntry) before = NULL;

  if (position == 0)
    return TRUE;
  before = g_list_model_get_item (get_model (self), position - 1);
  return before == NULL || get_week (self, before) != get_week (self, entry);
}

static void
show_heading (PoiseEntryList *self, GtkListItem *item)
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
  week = poise_balance_new (get_journal (self), get_week (self, entry) + 6, 1,
                            poise_context_get_first_weekday (self->context));
  first = poise_day_format (get_week (self, entry), C_ ("week heading", "%-d %b %Y"));
  /* Translators: a heading in the journal's list; %s is a week's first day. */
  heading = g_strdup_printf (_ ("Week of %s"), first);
  poise_entry_row_set_heading (row, heading, week->has_share, week->share);
}

/* The time tells entries of one day from each other. */
static void
show_time (PoiseEntryList *self, GtkListItem *item)
{
  PoiseEntry *entry = gtk_list_item_get_item (item);
  g_autoptr (GPtrArray) beside = NULL;

  if (entry == NULL)
    return;
  beside = poise_journal_list_day (get_journal (self), poise_entry_get_day (entry));
  poise_entry_row_set_shows_time (POISE_ENTRY_ROW (gtk_list_item_get_child (item)),
                                  beside->len > 1);
}

static void
show_selection (PoiseEntryList *self, GtkListItem *item)
{
  poise_entry_row_set_selection (
    POISE_ENTRY_ROW (gtk_list_item_get_child (item)), self->selection != NULL,
    self->selection != NULL &&
      g_hash_table_contains (self->selection, gtk_list_item_get_item (item)));
}

static void
show_row (PoiseEntryList *self, GtkListItem *item)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item), self->wanted->search);
  show_heading (self, item);
  show_time (self, item);
  show_selection (self, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryList *self)
{
  GtkWidget *row = poise_entry_row_new ();

  gtk_list_item_set_child (item, row);
  g_object_bind_property (row, "label", item, "accessible-label", G_BINDING_SYNC_CREATE);
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
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryList *self)
{
  be_list_item (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  show_row (self, item);
  g_ptr_array_add (self->bound, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseEntryList *self)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)), NULL, NULL);
  g_ptr_array_remove_fast (self->bound, item);
}

/* ---- selecting ---- */

static void
show_all_selection (PoiseEntryList *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_selection (self, g_ptr_array_index (self->bound, i));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
toggle (PoiseEntryList *self, PoiseEntry *entry)
{
  if (!g_hash_table_remove (self->selection, entry))
    g_hash_table_add (self->selection, g_object_ref (entry));
  show_all_selection (self);
}

static gboolean
is_hidden_cb (gpointer entry, gpointer value, gpointer data)
{
  PoiseEntryList *self = data;

  return !poise_journal_get_position (get_journal (self), entry, NULL) ||
         !poise_filter_matches (self->wanted, entry);
}

/* What is no longer shown is no longer selected: nobody deletes unseen. */
static void
prune_selection (PoiseEntryList *self)
{
  if (self->selection != NULL &&
      g_hash_table_foreach_remove (self->selection, is_hidden_cb, self) > 0)
    show_all_selection (self);
}

/* The entry of the row that has the focus or holds what has it. */
static PoiseEntry *
get_focused (PoiseEntryList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (focus == cell || gtk_widget_is_ancestor (focus, cell))
        return gtk_list_item_get_item (item);
    }
  return NULL;
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  PoiseEntry *entry = get_focused (self);
  const char *id = entry != NULL ? poise_entry_get_id (entry) : NULL;

  if (self->selection != NULL)
    gtk_widget_activate_action (widget, "journal.delete-selected", NULL);
  else if (id != NULL)
    gtk_widget_activate_action_variant (widget, "win.delete-entries", g_variant_new_strv (&id, 1));
}

static void
activate_cb (PoiseEntryList *self, guint position)
{
  g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), position);

  if (entry == NULL)
    return;
  if (self->selection != NULL)
    toggle (self, entry);
  else
    g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, entry);
}

/* ---- what is not seen comes later ---- */

static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  guint n = gtk_slice_list_model_get_size (self->shown) + ROWS_A_FRAME;

  if (n < ALL_ROWS)
    {
      gtk_slice_list_model_set_size (self->shown, n);
      return G_SOURCE_CONTINUE;
    }
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
  self->grow_id = 0;
  return G_SOURCE_REMOVE;
}

/* A row takes about a millisecond, and the view makes some three dozen of
 * them: those that can be seen come in this frame, a few in each that follows. */
static void
show_first_rows (PoiseEntryList *self)
{
  gtk_slice_list_model_set_size (self->shown, FIRST_ROWS);
  if (self->grow_id == 0)
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
show_all_rows (PoiseEntryList *self)
{
  if (self->grow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_id);
  self->grow_id = 0;
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
}

static gboolean
is_at_top (PoiseEntryList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  return gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment);
}

/* ---- scrolling ---- */

/* The position of the newest entry that is not newer than a day; the number of
 * entries if there is none. */
static guint
find_day (PoiseEntryList *self, PoiseDay last)
{
  guint begin = 0;
  guint end = g_list_model_get_n_items (get_model (self));

  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), middle);

      if (poise_entry_get_day (entry) > last)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

static gboolean
find_entry (PoiseEntryList *self, PoiseEntry *wanted, guint *position)
{
  guint n = g_list_model_get_n_items (get_model (self));

  for (guint i = find_day (self, poise_entry_get_day (wanted)); i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), i);

      if (entry == wanted)
        {
          *position = i;
          return TRUE;
        }
      if (poise_entry_get_day (entry) != poise_entry_get_day (wanted))
        break;
    }
  return FALSE;
}

/* The widget of an entry's row, once it has its place. */
static GtkWidget *
find_cell (PoiseEntryList *self, PoiseEntry *entry)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (gtk_list_item_get_item (item) == entry && gtk_widget_get_height (cell) > 0)
        return cell;
    }
  return NULL;
}

/* Moves a row to the top, or as far as there is something to scroll. */
static gboolean
move_to_top (PoiseEntryList *self, GtkWidget *cell)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double value = gtk_adjustment_get_value (adjustment);
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;
  double target;

  if (!gtk_widget_compute_bounds (cell, self->scroller, &bounds))
    return FALSE;
  target = MIN (value + (double) bounds.origin.y, MAX (last, 0.0));
  if (ABS (target - value) < 1.0)
    return TRUE;
  gtk_adjustment_set_value (adjustment, target);
  return FALSE;
}

/* The list knows where a row is only after it was laid out, so this takes some frames. */
static gboolean
reveal_more (PoiseEntryList *self)
{
  GtkWidget *cell = find_cell (self, self->revealed);
  guint position;

  if (self->n_frames++ == REVEAL_FRAMES || !find_entry (self, self->revealed, &position))
    return FALSE;
  if (cell == NULL || self->n_frames == 1)
    gtk_grid_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  else if (!gtk_widget_is_focus (cell))
    gtk_widget_grab_focus (cell);
  else
    return self->to_top && !move_to_top (self, cell);
  return TRUE;
}

static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);

  if (reveal_more (self))
    return G_SOURCE_CONTINUE;
  g_clear_object (&self->revealed);
  self->reveal_id = 0;
  return G_SOURCE_REMOVE;
}

static void
reveal (PoiseEntryList *self, PoiseEntry *entry, gboolean to_top)
{
  show_all_rows (self);
  g_set_object (&self->revealed, entry);
  self->to_top = to_top;
  self->n_frames = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

/* ---- filtering ---- */

static void
items_changed_cb (PoiseEntryList *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      show_heading (self, g_ptr_array_index (self->bound, i));
      show_time (self, g_ptr_array_index (self->bound, i));
    }
  prune_selection (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  return poise_filter_matches (POISE_ENTRY_LIST (data)->wanted, item);
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

static gboolean
refresh_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  POISE_ENTRY_LIST (widget)->refresh_id = 0;
  poise_entry_list_refresh (POISE_ENTRY_LIST (widget));
  return G_SOURCE_REMOVE;
}

/* Once a frame, however many entries changed; what is not seen is brought up to
 * date when it is shown. */
static void
entry_changed_cb (PoiseEntryList *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), refresh_cb, NULL, NULL);
}

/* ---- context ---- */

static void
make_models (PoiseEntryList *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->filtered =
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (get_journal (self))), self->filter);
  self->shown = gtk_slice_list_model_new (g_object_ref (get_model (self)), 0, 0);
  selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_grid_view_set_model (self->list, selection);
}

static void
set_context (PoiseEntryList *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  make_models (self);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_journal (self), "entry-changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_settings (context), "changed::first-weekday",
                           G_CALLBACK (poise_entry_list_refresh), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
poise_entry_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTEXT:
      set_context (POISE_ENTRY_LIST (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
poise_entry_list_map (GtkWidget *widget)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);

  if (gtk_slice_list_model_get_size (self->shown) == 0)
    show_first_rows (self);
  GTK_WIDGET_CLASS (poise_entry_list_parent_class)->map (widget);
}

static void
poise_entry_list_dispose (GObject *object)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_ENTRY_LIST);
  g_clear_object (&self->revealed);
  g_clear_pointer (&self->selection, g_hash_table_unref);
  g_clear_object (&self->shown);
  g_clear_object (&self->filtered);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_entry_list_parent_class)->dispose (object);
}

static void
poise_entry_list_finalize (GObject *object)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (object);

  poise_filter_free (self->wanted);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (poise_entry_list_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  /**
   * PoiseEntryList::entry-activated:
   * @self: the list
   * @entry: an entry
   *
   * The person wants to read or go on writing an entry.
   */
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", POISE_TYPE_ENTRY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, POISE_TYPE_ENTRY);

  /**
   * PoiseEntryList::changed:
   *
   * There are more, fewer or other entries in the list.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_ENTRY_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseEntryList::selection-changed:
   *
   * More, fewer or other entries are selected.
   */
  signals[SIGNAL_SELECTION_CHANGED] =
    g_signal_new ("selection-changed", POISE_TYPE_ENTRY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
poise_entry_list_class_init (PoiseEntryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = poise_entry_list_set_property;
  G_OBJECT_CLASS (klass)->dispose = poise_entry_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_entry_list_finalize;
  widget_class->map = poise_entry_list_map;

  /**
   * PoiseEntryList:context:
   *
   * What it shows; set once.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  gtk_widget_class_install_action (widget_class, "entries.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "entries.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "entries.delete", NULL);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-entry-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryList, scroller);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryList, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  add_signals ();
}

static void
poise_entry_list_init (PoiseEntryList *self)
{
  self->wanted = poise_filter_new (NULL);
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_entry_list_set_filter:
 * @self: a list
 * @filter: (transfer full): which entries it shows
 */
void
poise_entry_list_set_filter (PoiseEntryList *self, PoiseFilter *filter)
{
  g_autoptr (PoiseFilter) before = NULL;
  GtkFilterChange change;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  before = g_steal_pointer (&self->wanted);
  self->wanted = filter;
  change = compare_filters (before, filter);
  /* Who looks for something sees the newest of it; who has found something keeps it in view. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (change != GTK_FILTER_CHANGE_LESS_STRICT || is_at_top (self)))
    show_first_rows (self);
  gtk_filter_changed (self->filter, change);
  for (guint i = 0; i < self->bound->len; i++)
    show_row (self, g_ptr_array_index (self->bound, i));
}

/**
 * poise_entry_list_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): which entries it shows
 */
const PoiseFilter *
poise_entry_list_get_filter (PoiseEntryList *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), NULL);

  return self->wanted;
}

/**
 * poise_entry_list_refresh:
 * @self: a list
 *
 * Filters again, after entries were changed.
 */
void
poise_entry_list_refresh (PoiseEntryList *self)
{
  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  if (!poise_filter_is_empty (self->wanted))
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  items_changed_cb (self);
}

/**
 * poise_entry_list_get_n_entries:
 * @self: a list
 *
 * Returns: how many entries it shows
 */
guint
poise_entry_list_get_n_entries (PoiseEntryList *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), 0);

  return g_list_model_get_n_items (get_model (self));
}

/**
 * poise_entry_list_get_next:
 * @self: a list
 * @entry: (nullable): an entry
 * @direction: 1 for the one below it, -1 for the one above
 *
 * Finds what stands beside an entry.
 *
 * Returns: (transfer full) (nullable): that entry; the first one where @entry
 *   is not in the list
 */
PoiseEntry *
poise_entry_list_get_next (PoiseEntryList *self, PoiseEntry *entry, int direction)
{
  guint next = 0;

  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), NULL);

  if (entry != NULL && find_entry (self, entry, &next))
    next += (guint) direction;
  return g_list_model_get_item (get_model (self), next);
}

/**
 * poise_entry_list_scroll_to:
 * @self: a list
 * @last: a day
 *
 * Scrolls so that the newest entry that is not newer than @last is the first
 * that is seen, below its week's heading, and focuses it.
 */
void
poise_entry_list_scroll_to (PoiseEntryList *self, PoiseDay last)
{
  g_autoptr (PoiseEntry) entry = NULL;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  entry = g_list_model_get_item (get_model (self), find_day (self, last));
  if (entry != NULL)
    reveal (self, entry, TRUE);
}

/**
 * poise_entry_list_reveal:
 * @self: a list
 * @entry: an entry
 *
 * Scrolls to an entry, if the list has it, and focuses it.
 *
 * Returns: %TRUE if the list has it
 */
gboolean
poise_entry_list_reveal (PoiseEntryList *self, PoiseEntry *entry)
{
  guint position;

  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), FALSE);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (!find_entry (self, entry, &position))
    return FALSE;
  reveal (self, entry, FALSE);
  return TRUE;
}

/**
 * poise_entry_list_set_selecting:
 * @self: a list
 * @is_selecting: whether a click selects an entry, and does not open it
 *
 * Begins or ends selecting; at either, nothing is selected.
 */
void
poise_entry_list_set_selecting (PoiseEntryList *self, gboolean is_selecting)
{
  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  g_clear_pointer (&self->selection, g_hash_table_unref);
  if (is_selecting)
    self->selection = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  show_all_selection (self);
}

/**
 * poise_entry_list_select_all:
 * @self: a list
 *
 * Selects every entry that is shown.
 */
void
poise_entry_list_select_all (PoiseEntryList *self)
{
  guint n;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  poise_entry_list_set_selecting (self, TRUE);
  n = g_list_model_get_n_items (get_model (self));
  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->selection, g_list_model_get_item (get_model (self), i));
  show_all_selection (self);
}

/**
 * poise_entry_list_is_selecting:
 * @self: a list
 *
 * Returns: whether a click selects
 */
gboolean
poise_entry_list_is_selecting (PoiseEntryList *self)
{
  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), FALSE);

  return self->selection != NULL;
}

/**
 * poise_entry_list_get_selected:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the entries
 *   that are selected
 */
char **
poise_entry_list_get_selected (PoiseEntryList *self)
{
  GStrvBuilder *builder;
  GHashTableIter iter;
  gpointer entry;
  char **ids;

  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), NULL);

  builder = g_strv_builder_new ();
  if (self->selection != NULL)
    {
      g_hash_table_iter_init (&iter, self->selection);
      while (g_hash_table_iter_next (&iter, &entry, NULL))
        g_strv_builder_add (builder, poise_entry_get_id (entry));
    }
  ids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return ids;
}
