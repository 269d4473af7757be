/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-page.h"

#include <glib/gi18n.h>

#include "poise-balance.h"
#include "poise-entry-row.h"
#include "poise-search.h"

struct _PoiseJournalPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkSearchEntry *search_entry;
  GtkDropDown *mode_filter;
  GtkLabel *count;
  GtkListView *list;
  GtkStack *stack;

  /* Owned */
  PoiseContext *context;
  PoiseSearch *search;
  GtkFilterListModel *filtered;
  GtkFilter *filter;
  GPtrArray *bound; /* GtkListItems that show an entry now */
};

enum
{
  SIGNAL_ENTRY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseJournalPage, poise_journal_page, GTK_TYPE_WIDGET)

/* The rows of the mode filter; the first is any. */
static const PoiseMode filter_modes[] = { POISE_MODE_NONE, POISE_MODE_MANAGEMENT,
                                          POISE_MODE_LEADERSHIP, POISE_MODE_BALANCED,
                                          POISE_MODE_NONE };

static PoiseDay
get_week (PoiseJournalPage *self, PoiseEntry *entry)
{
  return poise_day_get_week (poise_entry_get_day (entry),
                             poise_context_get_first_weekday (self->context));
}

static gboolean
is_first_of_week (PoiseJournalPage *self, PoiseEntry *entry, guint position)
{
  g_autoptr (PoiseEntry) before = NULL;

  if (position == 0)
    return TRUE;
  before = g_list_model_get_item (G_LIST_MODEL (self->filtered), position - 1);
  return before == NULL || get_week (self, before) != get_week (self, entry);
}

static void
show_heading (PoiseJournalPage *self, GtkListItem *item)
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

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseJournalPage *self)
{
  gtk_list_item_set_child (item, poise_entry_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseJournalPage *self)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
  show_heading (self, item);
  g_ptr_array_add (self->bound, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PoiseJournalPage *self)
{
  poise_entry_row_set_entry (POISE_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
  g_ptr_array_remove_fast (self->bound, item);
}

static void
activate_cb (PoiseJournalPage *self, guint position)
{
  g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (entry != NULL)
    g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, entry);
}

static gboolean
is_filtering (PoiseJournalPage *self)
{
  return !poise_search_is_empty (self->search) ||
         gtk_drop_down_get_selected (self->mode_filter) != 0;
}

static void
show_count (PoiseJournalPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  guint all = poise_journal_get_n_entries (poise_context_get_journal (self->context));
  g_autofree char *words = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  gtk_label_set_text (self->count, words);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : all > 0 ? "no-results" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->count), is_filtering (self));
}

static void
items_changed_cb (PoiseJournalPage *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_heading (self, g_ptr_array_index (self->bound, i));
  show_count (self);
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  PoiseJournalPage *self = data;
  PoiseEntry *entry = item;
  PoiseTag *tag = poise_entry_get_tag (entry);
  guint chosen = gtk_drop_down_get_selected (self->mode_filter);

  if (chosen > 0 && chosen < G_N_ELEMENTS (filter_modes) &&
      (tag != NULL ? tag->mode : POISE_MODE_NONE) != filter_modes[chosen])
    return FALSE;
  return poise_search_matches (self->search, entry);
}

static void
filter_changed_cb (PoiseJournalPage *self)
{
  if (self->context == NULL)
    return;
  g_clear_pointer (&self->search, poise_search_unref);
  self->search = poise_search_new (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static void
poise_journal_page_dispose (GObject *object)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (object);

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->filtered);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_journal_page_parent_class)->dispose (object);
}

static void
poise_journal_page_finalize (GObject *object)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (object);

  poise_search_unref (self->search);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (poise_journal_page_parent_class)->finalize (object);
}

static void
poise_journal_page_class_init (PoiseJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = poise_journal_page_dispose;
  object_class->finalize = poise_journal_page_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, mode_filter);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, count);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);

  /**
   * PoiseJournalPage::entry-activated:
   * @self: the page
   * @entry: an entry
   *
   * The person wants to read or go on writing an entry.
   */
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", POISE_TYPE_JOURNAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_journal_page_init (PoiseJournalPage *self)
{
  self->search = poise_search_new (NULL);
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_journal_page_set_context:
 * @self: a page
 * @context: what it shows
 */
void
poise_journal_page_set_context (PoiseJournalPage *self, PoiseContext *context)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  g_set_object (&self->context, context);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (
    G_LIST_MODEL (g_object_ref (poise_context_get_journal (context))), self->filter);
  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (items_changed_cb), self);
  selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (poise_context_get_settings (context), "changed::first-weekday",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  show_count (self);
}

/**
 * poise_journal_page_show_week:
 * @self: a page
 * @week: a week's first day
 *
 * Scrolls to a week's entries and focuses the newest of them.
 */
void
poise_journal_page_show_week (PoiseJournalPage *self, PoiseDay week)
{
  guint n;

  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->mode_filter, 0);
  filter_changed_cb (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);

      if (poise_entry_get_day (entry) <= week + 6)
        {
          gtk_widget_grab_focus (GTK_WIDGET (self->list));
          gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
          return;
        }
    }
}

/**
 * poise_journal_page_focus_search:
 * @self: a page
 *
 * Lets the person type what they look for.
 */
void
poise_journal_page_focus_search (PoiseJournalPage *self)
{
  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * poise_journal_page_search:
 * @self: a page
 * @words: what to look for
 *
 * Searches as if the person had typed it.
 */
void
poise_journal_page_search (PoiseJournalPage *self, const char *words)
{
  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  filter_changed_cb (self);
  poise_journal_page_focus_search (self);
}
