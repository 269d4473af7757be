/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journal-page.h"

#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-entry-list.h"
#include "poise-filter-bar.h"
#include "poise-focus.h"
#include "poise-month-calendar.h"
#include "poise-on-this-day.h"
#include "poise-trash-page.h"

/* How many texts are folded before the main loop may do something else. */
#define FOLDED_AT_ONCE 64
/* How many are forgotten, which is quicker. */
#define DROPPED_AT_ONCE 1024

struct _PoiseJournalPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkStack *pages;
  GtkStack *tools;
  GtkEditable *search_entry;
  GtkToggleButton *filter_button;
  GtkWidget *narrowing;
  GtkWidget *on_this_day;
  GtkMenuButton *calendar_button;
  GtkPopover *calendar_popover;
  PoiseMonthCalendar *calendar;
  PoiseFilterBar *filter_bar;
  GtkLabel *selected;
  GtkLabel *count;
  PoiseEntryList *list;
  GtkStack *stack;
  PoiseTrashPage *trash;

  /* Owned */
  PoiseContext *context;
  guint fold_id;
  guint n_folded;
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
  SIGNAL_DAY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseJournalPage, poise_journal_page, GTK_TYPE_WIDGET)

static PoiseJournal *
get_journal (PoiseJournalPage *self)
{
  return poise_context_get_journal (self->context);
}

/* ---- selecting ---- */

static void
show_selected (PoiseJournalPage *self)
{
  g_auto (GStrv) ids = poise_entry_list_get_selected (self->list);
  guint n = g_strv_length (ids);
  g_autofree char *words = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_text (self->selected, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.delete-selected", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export-selected", n > 0);
  gtk_stack_set_visible_child_name (
    self->tools, poise_entry_list_is_selecting (self->list) ? "selection" : "search");
}

static void
select_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (widget);

  poise_entry_list_set_selecting (self->list, TRUE);
  /* The menu is gone that had the keyboard; the rows are what one selects. */
  poise_entry_list_focus (self->list);
}

static void
stop_selecting_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_entry_list_set_selecting (POISE_JOURNAL_PAGE (widget)->list, FALSE);
}

static void
select_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_entry_list_select_all (POISE_JOURNAL_PAGE (widget)->list);
}

static void
delete_selected_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_entry_list_delete_selected (POISE_JOURNAL_PAGE (widget)->list);
}

/* They stay selected: exporting may be dismissed, and changes nothing. */
static void
export_selected_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_auto (GStrv) ids = poise_entry_list_get_selected (POISE_JOURNAL_PAGE (widget)->list);

  gtk_widget_activate_action_variant (widget, "win.export-entries",
                                      g_variant_new_strv ((const char *const *) ids, -1));
}

/* ---- searching ---- */

/* Where nothing can be read, “nothing written” would be untrue, and a fright. */
static const char *
choose_page (PoiseJournalPage *self)
{
  GPtrArray *problems = poise_store_get_problems (poise_context_get_store (self->context));

  if (poise_entry_list_get_n_entries (self->list) > 0)
    return "list";
  if (poise_journal_get_n_entries (get_journal (self)) > 0)
    return "no-results";
  return problems->len > 0 ? "unreadable" : "empty";
}

static void
show_count (PoiseJournalPage *self)
{
  guint n = poise_entry_list_get_n_entries (self->list);
  gboolean is_filtering = !poise_filter_is_empty (poise_entry_list_get_filter (self->list));
  g_autofree char *words = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_widget_set_visible (GTK_WIDGET (self->count), is_filtering);
  if (g_str_equal (gtk_label_get_text (self->count), words))
    return;
  gtk_label_set_text (self->count, words);
  if (is_filtering && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->search_entry), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Where nothing stands in it, what scrolls would itself take the keyboard. */
static void
show_narrowing (PoiseJournalPage *self)
{
  gtk_widget_set_can_focus (self->narrowing, gtk_toggle_button_get_active (self->filter_button) ||
                                               gtk_widget_get_visible (self->on_this_day));
}

static void
filter_changed_cb (PoiseJournalPage *self)
{
  PoiseFilter *filter;

  if (self->context == NULL)
    return;
  filter = poise_filter_new (gtk_editable_get_text (self->search_entry));
  poise_filter_bar_fill (self->filter_bar, filter);
  poise_entry_list_set_filter (self->list, filter);
  show_count (self);
}

static void
show_all (PoiseJournalPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  poise_filter_bar_clear (self->filter_bar);
  filter_changed_cb (self);
}

static void
show_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_all (POISE_JOURNAL_PAGE (widget));
}

static void
stop_search_cb (PoiseJournalPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
entry_activated_cb (PoiseJournalPage *self, PoiseEntry *entry)
{
  g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, entry);
}

static void
open_first_cb (PoiseJournalPage *self)
{
  g_autoptr (PoiseEntry) entry = NULL;

  if (!poise_filter_is_empty (poise_entry_list_get_filter (self->list)))
    entry = poise_entry_list_get_next (self->list, NULL, 1);
  if (entry != NULL)
    entry_activated_cb (self, entry);
}

/* Folds every text while nothing else is to be done, so that no keystroke has to. */
static gboolean
fold_some_cb (gpointer data)
{
  PoiseJournalPage *self = data;

  for (guint i = 0; i < FOLDED_AT_ONCE; i++)
    {
      PoiseEntry *entry = poise_journal_peek (get_journal (self), self->n_folded++);

      if (entry == NULL)
        {
          self->fold_id = 0;
          return G_SOURCE_REMOVE;
        }
      poise_entry_get_folded (entry);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
drop_some_cb (gpointer data)
{
  PoiseJournalPage *self = data;

  for (guint i = 0; i < DROPPED_AT_ONCE; i++)
    {
      PoiseEntry *entry = poise_journal_peek (get_journal (self), self->n_folded++);

      if (entry == NULL)
        {
          self->fold_id = 0;
          return G_SOURCE_REMOVE;
        }
      poise_entry_drop_folded (entry);
    }
  return G_SOURCE_CONTINUE;
}

/* From the first entry on, in place of what goes on. */
static void
begin_folding (PoiseJournalPage *self, GSourceFunc function)
{
  g_clear_handle_id (&self->fold_id, g_source_remove);
  self->n_folded = 0;
  self->fold_id = g_idle_add_full (G_PRIORITY_LOW, function, self, NULL);
}

/* ---- days ---- */

static void
fill_calendar_cb (GtkMenuButton *button, gpointer data)
{
  PoiseJournalPage *self = data;
  PoiseDay today = poise_context_get_today (self->context);

  poise_month_calendar_show (self->calendar, get_journal (self), today, today,
                             poise_context_get_first_weekday (self->context));
}

static void
day_activated_cb (PoiseJournalPage *self, guint day)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_day (get_journal (self), day);

  gtk_popover_popdown (self->calendar_popover);
  if (entries->len == 0)
    {
      g_signal_emit (self, signals[SIGNAL_DAY_ACTIVATED], 0, day);
      return;
    }
  show_all (self);
  poise_entry_list_scroll_to (self->list, day);
}

/* ---- the trash ---- */

static void
show_trash_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (POISE_JOURNAL_PAGE (widget)->pages, "trash");
}

static void
close_trash_cb (PoiseJournalPage *self)
{
  gtk_stack_set_visible_child_name (self->pages, "entries");
  /* What had the focus is no longer to be seen. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- what others lead to ---- */

static void
begin_showing (PoiseJournalPage *self, const char *tag)
{
  close_trash_cb (self);
  gtk_editable_set_text (self->search_entry, "");
  poise_filter_bar_clear (self->filter_bar);
  poise_filter_bar_set_tag (self->filter_bar, tag);
}

/* ---- what goes, and comes back ---- */

/* The next key goes on from where the person is, as it does after Delete. */
static void
stepping_cb (PoiseJournalPage *self, PoiseOperation *operation, gboolean is_run)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return;
  if (poise_operation_takes_out (operation, is_run) &&
      !poise_entry_list_leave (self->list, poise_operation_get_entries (operation)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Shows what came back. */
static void
undone_cb (PoiseJournalPage *self, PoiseOperation *operation)
{
  GPtrArray *entries = poise_operation_get_entries (operation);

  if (entries == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return;
  for (guint i = 0; i < entries->len; i++)
    if (poise_entry_list_reveal (self->list, g_ptr_array_index (entries, i)))
      return;
}

/* ---- virtual functions ---- */

static void
poise_journal_page_constructed (GObject *object)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (object);

  G_OBJECT_CLASS (poise_journal_page_parent_class)->constructed (object);
  g_signal_connect_object (poise_context_get_store (self->context), "problems-changed",
                           G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_history (self->context), "stepping",
                           G_CALLBACK (stepping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_history (self->context), "undone",
                           G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
}

static void
poise_journal_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_JOURNAL_PAGE (object)->context);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_journal_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    POISE_JOURNAL_PAGE (object)->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_journal_page_map (GtkWidget *widget)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (widget);

  poise_entry_list_refresh (self->list);
  GTK_WIDGET_CLASS (poise_journal_page_parent_class)->map (widget);
  begin_folding (self, fold_some_cb);
}

static void
poise_journal_page_unmap (GtkWidget *widget)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (widget);

  GTK_WIDGET_CLASS (poise_journal_page_parent_class)->unmap (widget);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (poise_search_is_empty (poise_journal_page_get_search (self)))
    begin_folding (self, drop_some_cb);
}

/* Also from a result: its row may go. */
static void
end_search (PoiseJournalPage *self)
{
  stop_search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return poise_journal_page_go_back (POISE_JOURNAL_PAGE (widget));
}

static void
poise_journal_page_dispose (GObject *object)
{
  PoiseJournalPage *self = POISE_JOURNAL_PAGE (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_journal_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "journal.select", NULL, select_cb);
  gtk_widget_class_install_action (widget_class, "journal.stop-selecting", NULL, stop_selecting_cb);
  gtk_widget_class_install_action (widget_class, "journal.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "journal.delete-selected", NULL,
                                   delete_selected_cb);
  gtk_widget_class_install_action (widget_class, "journal.export-selected", NULL,
                                   export_selected_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "journal.export-selected", NULL);
  /* The window asks the page, too, but a message at its foot would take the key first. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_install_action (widget_class, "journal.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "journal.show-trash", NULL, show_trash_cb);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/journal/poise-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, pages);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, tools);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, narrowing);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, on_this_day);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, calendar_popover);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, selected);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, count);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, list);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseJournalPage, trash);
  gtk_widget_class_bind_template_callback (widget_class, poise_focus_keep);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_count);
  gtk_widget_class_bind_template_callback (widget_class, show_selected);
  gtk_widget_class_bind_template_callback (widget_class, show_narrowing);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_trash_cb);
}

static void
poise_journal_page_class_init (PoiseJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = poise_journal_page_constructed;
  object_class->get_property = poise_journal_page_get_property;
  object_class->set_property = poise_journal_page_set_property;
  object_class->dispose = poise_journal_page_dispose;
  widget_class->map = poise_journal_page_map;
  widget_class->unmap = poise_journal_page_unmap;

  g_type_ensure (POISE_TYPE_ON_THIS_DAY);
  g_type_ensure (POISE_TYPE_ENTRY_LIST);
  g_type_ensure (POISE_TYPE_FILTER_BAR);
  g_type_ensure (POISE_TYPE_MONTH_CALENDAR);
  g_type_ensure (POISE_TYPE_TRASH_PAGE);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);

  /**
   * PoiseJournalPage:context:
   *
   * What it shows.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

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

  /**
   * PoiseJournalPage::day-activated:
   * @self: the page
   * @day: a day on which nothing was written
   *
   * The person wants to go to a day that the list does not have.
   */
  signals[SIGNAL_DAY_ACTIVATED] =
    g_signal_new ("day-activated", POISE_TYPE_JOURNAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
poise_journal_page_init (PoiseJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
  show_selected (self);
  gtk_menu_button_set_create_popup_func (self->calendar_button, fill_calendar_cb, self, NULL);
}

/**
 * poise_journal_page_show_day:
 * @self: a page
 * @day: a day; a week's last one for the whole of it
 * @tag: (nullable): the tag of the entries that are shown; %NULL for all entries
 *
 * Scrolls so that the newest entry that is not newer than a day is at the top,
 * below its week's heading where it is the first of it, and focuses it.
 */
void
poise_journal_page_show_day (PoiseJournalPage *self, PoiseDay day, const char *tag)
{
  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  begin_showing (self, tag);
  /* What holds entries back is to be seen. */
  if (tag != NULL)
    gtk_toggle_button_set_active (self->filter_button, TRUE);
  filter_changed_cb (self);
  poise_entry_list_scroll_to (self->list, day);
}

/**
 * poise_journal_page_show_facet:
 * @self: a page
 * @facet: a facet
 * @first: a day
 * @last: another one, or the same
 * @tag: (nullable): the tag of the entries that are shown; %NULL for all entries
 *
 * Shows the entries of some days in which a sentence shows a facet, and focuses the newest.
 */
void
poise_journal_page_show_facet (PoiseJournalPage *self,
                               PoiseFacet facet,
                               PoiseDay first,
                               PoiseDay last,
                               const char *tag)
{
  g_return_if_fail (POISE_IS_JOURNAL_PAGE (self));

  begin_showing (self, tag);
  poise_filter_bar_set_facet (self->filter_bar, facet, first, last);
  gtk_toggle_button_set_active (self->filter_button, TRUE);
  filter_changed_cb (self);
  poise_entry_list_scroll_to (self->list, last);
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

  poise_entry_list_set_selecting (self->list, FALSE);
  close_trash_cb (self);
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

/**
 * poise_journal_page_go_back:
 * @self: a page
 *
 * Goes one step back to the list of all entries: from the trash, from selecting, or from a search.
 *
 * Returns: %TRUE if there was something to leave
 */
gboolean
poise_journal_page_go_back (PoiseJournalPage *self)
{
  g_return_val_if_fail (POISE_IS_JOURNAL_PAGE (self), FALSE);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->pages), "trash"))
    close_trash_cb (self);
  else if (poise_entry_list_is_selecting (self->list))
    poise_entry_list_set_selecting (self->list, FALSE);
  else if (*gtk_editable_get_text (self->search_entry) != '\0')
    end_search (self);
  else
    return FALSE;
  return TRUE;
}

/**
 * poise_journal_page_get_search:
 * @self: a page
 *
 * Returns: (transfer none): the words that the person looks for
 */
PoiseSearch *
poise_journal_page_get_search (PoiseJournalPage *self)
{
  g_return_val_if_fail (POISE_IS_JOURNAL_PAGE (self), NULL);

  return poise_entry_list_get_filter (self->list)->search;
}

/**
 * poise_journal_page_get_next:
 * @self: a page
 * @entry: (nullable): an entry
 * @direction: 1 for the one below it in the list, -1 for the one above
 *
 * Finds what stands beside an entry in the list as it is filtered.
 *
 * Returns: (transfer full) (nullable): that entry; the first one where @entry
 *   is not in the list
 */
PoiseEntry *
poise_journal_page_get_next (PoiseJournalPage *self, PoiseEntry *entry, int direction)
{
  g_return_val_if_fail (POISE_IS_JOURNAL_PAGE (self), NULL);

  return poise_entry_list_get_next (self->list, entry, direction);
}
