/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-list.h"

#include <adwaita.h>

#include "poise-entry-actions.h"
#include "poise-entry-reveal.h"
#include "poise-entry-row.h"
#include "poise-entry-rows.h"

/* The rows to begin with when the page opens and when it shows others, those that come
 * with each frame, the first one too, and more than the view ever makes for one place. */
#define OPENING_ROWS 1
#define FOUND_ROWS 4
#define ROWS_A_FRAME 2
#define ALL_ROWS 48

struct _PoiseEntryList
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scroller; /* bound, so that it goes with the template */
  GtkGridView *list;
  GMenuModel *entry_menu;

  /* Owned */
  PoiseContext *context;
  PoiseEntryActions *entry_actions;
  GtkWidget *menu;       /* (nullable): a child, once it was opened */
  PoiseEntry *menu_of;   /* (nullable): whose menu is open */
  PoiseEntry *beside_it; /* (nullable): its neighbor, in case it is deleted by the menu */
  PoiseEntryModel *model;
  PoiseEntrySelection *selection;
  PoiseEntryRows *rows;
  PoiseEntryReveal *reveal;
  GtkSliceListModel *shown; /* the first of the model's entries, or all */

  guint grow_id;
  guint refresh_id;
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
  return poise_entry_model_get_list (self->model);
}

static PoiseJournal *
get_journal (PoiseEntryList *self)
{
  return poise_context_get_journal (self->context);
}

/* ---- what rows do ---- */

static gboolean
is_hidden_cb (gpointer entry, gpointer data)
{
  return !poise_entry_model_shows (data, entry);
}

static PoiseEntry *
get_staying (PoiseEntryList *self, guint position, GHashTable *leaving)
{
  g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), position);

  return g_hash_table_contains (leaving, poise_entry_get_id (entry)) ? NULL
                                                                     : g_steal_pointer (&entry);
}

/* The nearest one that stays: from a place on, else before it. */
static PoiseEntry *
find_staying (PoiseEntryList *self, guint from, GHashTable *leaving)
{
  guint n = g_list_model_get_n_items (get_model (self));
  PoiseEntry *found = NULL;

  for (guint i = from; i < n && found == NULL; i++)
    found = get_staying (self, i, leaving);
  for (guint i = MIN (from, n); i > 0 && found == NULL; i--)
    found = get_staying (self, i - 1, leaving);
  return found;
}

/* What comes after an entry in the list, else what comes before it. */
static PoiseEntry *
find_neighbor (PoiseEntryList *self, PoiseEntry *entry)
{
  g_autoptr (GHashTable) leaving = g_hash_table_new (g_str_hash, g_str_equal);
  guint position;

  if (!poise_entry_model_find (self->model, entry, &position))
    return NULL;
  g_hash_table_add (leaving, (char *) poise_entry_get_id (entry));
  return find_staying (self, position, leaving);
}

/* The next Delete, and the next arrow key, go on from where the person is. */
static void
delete_entry (PoiseEntryList *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  g_autoptr (PoiseEntry) neighbor = find_neighbor (self, entry);

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.delete-entries",
                                      g_variant_new_strv (&id, 1));
  if (neighbor != NULL)
    poise_entry_reveal_start (self->reveal, neighbor, FALSE);
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  g_autoptr (PoiseEntry) entry = NULL;

  g_set_object (&entry, poise_entry_rows_get_focused (self->rows, gtk_widget_get_root (widget)));
  if (poise_entry_selection_is_active (self->selection))
    gtk_widget_activate_action (widget, "journal.delete-selected", NULL);
  else if (entry != NULL)
    delete_entry (self, entry);
}

static gboolean
is_selected (PoiseEntryList *self, guint position)
{
  g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), position);

  return poise_entry_selection_contains (self->selection, entry);
}

/* What stays of all that is selected: it is below where the person is, else above. */
static PoiseEntry *
find_unselected (PoiseEntryList *self, const char *const *ids)
{
  g_autoptr (GHashTable) leaving = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (get_model (self)), at = 0;
  PoiseEntry *focused =
    poise_entry_rows_get_focused (self->rows, gtk_widget_get_root (GTK_WIDGET (self)));

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (leaving, (char *) ids[i]);
  if (focused == NULL || !poise_entry_model_find (self->model, focused, &at))
    for (at = 0; at < n && !is_selected (self, at);)
      at++;
  return find_staying (self, at, leaving);
}

static void
toggle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  PoiseEntry *entry = poise_entry_rows_get_focused (self->rows, gtk_widget_get_root (widget));

  if (entry != NULL)
    poise_entry_selection_toggle (self->selection, entry);
}

static void
delete_one_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  g_autoptr (PoiseEntry) entry = NULL;

  g_set_object (&entry,
                poise_journal_lookup (get_journal (self), g_variant_get_string (parameter, NULL)));
  if (entry != NULL)
    delete_entry (self, entry);
}

static gboolean
menu_left_cb (gpointer data)
{
  PoiseEntryList *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (PoiseEntry) entry = g_steal_pointer (&self->menu_of);
  g_autoptr (PoiseEntry) neighbor = g_steal_pointer (&self->beside_it);
  guint position;

  if (entry == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) != NULL))
    return G_SOURCE_REMOVE;
  if (poise_entry_model_find (self->model, entry, &position))
    poise_entry_reveal_start (self->reveal, entry, FALSE);
  else if (neighbor != NULL)
    poise_entry_reveal_start (self->reveal, neighbor, FALSE);
  return G_SOURCE_REMOVE;
}

/* The row has the focus again, once what was chosen is done: it may be to delete it. */
static void
menu_closed_cb (PoiseEntryList *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, menu_left_cb, g_object_ref (self), g_object_unref);
}

/* An entry's own menu, at a place of its row. */
static void
show_menu (PoiseEntryList *self, PoiseEntry *entry, const GdkRectangle *at)
{
  g_autoptr (PoiseEntry) neighbor = find_neighbor (self, entry);

  g_set_object (&self->menu_of, entry);
  g_set_object (&self->beside_it, neighbor);
  poise_entry_actions_set_entry (self->entry_actions, entry);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->entry_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (widget);
  PoiseEntry *entry = poise_entry_rows_get_focused (self->rows, gtk_widget_get_root (widget));
  GtkWidget *cell = entry != NULL ? poise_entry_rows_find_cell (self->rows, entry) : NULL;
  graphene_rect_t bounds;

  if (cell == NULL || poise_entry_selection_is_active (self->selection) ||
      !gtk_widget_compute_bounds (cell, widget, &bounds))
    return;
  show_menu (self, entry,
             &(GdkRectangle) { (int) (bounds.origin.x + bounds.size.width / 2),
                               (int) (bounds.origin.y + bounds.size.height / 2), 1, 1 });
}

static void
menu_wanted_cb (PoiseEntryList *self, double x, double y, GtkGesture *gesture)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, POISE_TYPE_ENTRY_ROW) : NULL;

  if (row == NULL || poise_entry_selection_is_active (self->selection))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, poise_entry_row_get_entry (POISE_ENTRY_ROW (row)),
             &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
pressed_cb (PoiseEntryList *self, int n, double x, double y, GtkGesture *gesture)
{
  menu_wanted_cb (self, x, y, gesture);
}

/* By the second button, and by a finger that stays. */
static void
add_gestures (PoiseEntryList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "pressed", G_CALLBACK (menu_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

static void
activate_cb (PoiseEntryList *self, guint position)
{
  g_autoptr (PoiseEntry) entry = g_list_model_get_item (get_model (self), position);

  if (entry == NULL)
    return;
  if (poise_entry_selection_is_active (self->selection))
    poise_entry_selection_toggle (self->selection, entry);
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

/* A row takes about a millisecond, and the view makes some three dozen of them: most that
 * can be seen come in this frame, a few in each that follows. The frame that opens the
 * page loads its letters, too: it has few rows, and more come while the page fades in. */
static void
show_first_rows (PoiseEntryList *self, guint n)
{
  gtk_slice_list_model_set_size (self->shown, n);
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

static void
scroll_to (PoiseEntryList *self, PoiseEntry *entry, gboolean to_top)
{
  show_all_rows (self);
  poise_entry_reveal_start (self->reveal, entry, to_top);
}

/* ---- filtering ---- */

static void
items_changed_cb (PoiseEntryList *self)
{
  poise_entry_rows_show_headings (self->rows);
  /* What is no longer shown is no longer selected: what is deleted is seen. */
  poise_entry_selection_remove_if (self->selection, is_hidden_cb, self->model);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
selection_changed_cb (PoiseEntryList *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.toggle",
                                 poise_entry_selection_is_active (self->selection));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
make_models (PoiseEntryList *self)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  self->model = poise_entry_model_new (get_journal (self));
  self->rows = poise_entry_rows_new (self->context, self->model, self->selection);
  self->reveal = poise_entry_reveal_new (self->list, self->model, self->rows);
  self->shown = gtk_slice_list_model_new (g_object_ref (get_model (self)), 0, 0);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_grid_view_set_factory (self->list, poise_entry_rows_get_factory (self->rows));
  gtk_grid_view_set_model (self->list, model);
}

static void
set_context (PoiseEntryList *self, PoiseContext *context)
{
  g_return_if_fail (self->context == NULL && context != NULL);

  self->context = g_object_ref (context);
  self->entry_actions = poise_entry_actions_new (context);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry",
                                  poise_entry_actions_get_group (self->entry_actions));
  make_models (self);
  g_signal_connect_object (get_model (self), "items-changed", G_CALLBACK (items_changed_cb), self,
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
    show_first_rows (self, OPENING_ROWS);
  GTK_WIDGET_CLASS (poise_entry_list_parent_class)->map (widget);
}

static void
poise_entry_list_dispose (GObject *object)
{
  PoiseEntryList *self = POISE_ENTRY_LIST (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_ENTRY_LIST);
  /* The model's last change, when it goes, is not to be shown. */
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (get_model (self), self);
  g_clear_object (&self->reveal);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->entry_actions);
  g_clear_object (&self->menu_of);
  g_clear_object (&self->beside_it);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_entry_list_parent_class)->dispose (object);
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
  gtk_widget_class_install_action (widget_class, "entries.delete-one", "s", delete_one_cb);
  gtk_widget_class_install_action (widget_class, "entries.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "entries.toggle", NULL, toggle_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "entries.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "entries.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "entries.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "entries.delete", NULL);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-entry-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryList, scroller);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryList, list);
  gtk_widget_class_bind_template_child (widget_class, PoiseEntryList, entry_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  add_signals ();
}

static void
poise_entry_list_init (PoiseEntryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entries.toggle", FALSE);
  add_gestures (self);
  self->selection = poise_entry_selection_new ();
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * poise_entry_list_set_filter:
 * @self: a list
 * @filter: (transfer full): which entries it shows
 */
void
poise_entry_list_set_filter (PoiseEntryList *self, PoiseFilter *filter)
{
  GtkFilterChange change;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  change = poise_entry_model_compare_filter (self->model, filter);
  /* A new search begins at the top; one that lets more through keeps its place. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (change != GTK_FILTER_CHANGE_LESS_STRICT || is_at_top (self)))
    show_first_rows (self, FOUND_ROWS);
  poise_entry_model_set_filter (self->model, filter);
  poise_entry_rows_show (self->rows);
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

  return poise_entry_model_get_filter (self->model);
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

  poise_entry_model_refresh (self->model);
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

  if (entry != NULL && poise_entry_model_find (self->model, entry, &next))
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

  entry = g_list_model_get_item (get_model (self), poise_entry_model_find_day (self->model, last));
  if (entry != NULL)
    scroll_to (self, entry, TRUE);
}

/**
 * poise_entry_list_leave:
 * @self: a list
 * @entries: (element-type PoiseEntry): entries that are about to go out of the journal
 *
 * Focuses what comes after the first of them that is shown, else what comes before it.
 *
 * Returns: %FALSE if nothing is left that could be focused
 */
gboolean
poise_entry_list_leave (PoiseEntryList *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) leaving = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (PoiseEntry) next = NULL;
  guint first = G_MAXUINT, position;

  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), FALSE);

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = poise_entry_get_id (g_ptr_array_index (entries, i));
      PoiseEntry *shown = poise_journal_lookup (get_journal (self), id);

      g_hash_table_add (leaving, (char *) id);
      if (shown != NULL && poise_entry_model_find (self->model, shown, &position))
        first = MIN (first, position);
    }
  if (first == G_MAXUINT)
    return TRUE;
  next = find_staying (self, first, leaving);
  if (next != NULL)
    scroll_to (self, next, FALSE);
  return next != NULL;
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

  if (!poise_entry_model_find (self->model, entry, &position))
    return FALSE;
  scroll_to (self, entry, FALSE);
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

  poise_entry_selection_set_active (self->selection, is_selecting);
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
  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  poise_entry_selection_set_active (self->selection, TRUE);
  poise_entry_selection_add_all (self->selection, get_model (self));
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

  return poise_entry_selection_is_active (self->selection);
}

/**
 * poise_entry_list_focus:
 * @self: a list
 *
 * Gives the keyboard to the row that had it last; where that is not in sight, to
 * the first one that is.
 */
void
poise_entry_list_focus (PoiseEntryList *self)
{
  PoiseEntry *entry;
  GtkWidget *cell;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  entry = poise_entry_rows_get_focused (self->rows, gtk_widget_get_root (GTK_WIDGET (self)));
  cell = entry != NULL ? poise_entry_rows_find_cell (self->rows, entry) : NULL;
  if (cell == NULL || !poise_entry_rows_is_in_sight (cell, self->scroller))
    cell = poise_entry_rows_find_in_sight (self->rows, self->scroller);
  if (cell != NULL)
    gtk_widget_grab_focus (cell);
}

/**
 * poise_entry_list_delete_selected:
 * @self: a list
 *
 * Deletes what is selected and ends selecting. The keyboard goes to what stays beside it.
 */
void
poise_entry_list_delete_selected (PoiseEntryList *self)
{
  g_autoptr (PoiseEntry) neighbor = NULL;
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (POISE_IS_ENTRY_LIST (self));

  ids = poise_entry_list_get_selected (self);
  neighbor = find_unselected (self, (const char *const *) ids);
  poise_entry_selection_set_active (self->selection, FALSE);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.delete-entries",
                                      g_variant_new_strv ((const char *const *) ids, -1));
  if (neighbor != NULL)
    poise_entry_reveal_start (self->reveal, neighbor, FALSE);
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
  g_return_val_if_fail (POISE_IS_ENTRY_LIST (self), NULL);

  return poise_entry_selection_get_ids (self->selection);
}
