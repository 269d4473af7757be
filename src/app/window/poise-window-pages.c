/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-private.h"

#include "poise-agreement-dialog.h"
#include "poise-comparison-dialog.h"
#include "poise-new-entry-menu.h"
#include "poise-prompts-dialog.h"
#include "poise-review-dialog.h"

/**
 * poise_window_show_page:
 * @self: a window
 * @page: `write`, `journal` or `balance`; others are passed over
 */
void
poise_window_show_page (PoiseWindow *self, const char *page)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/* The person went somewhere: what they had open before is not brought back. */
static void
leave_last_place (PoiseWindow *self)
{
  self->has_destination = TRUE;
  self->wants_morning = FALSE;
  poise_window_place_clear (&self->place);
}

/**
 * poise_window_write_now:
 * @self: a window
 *
 * Shows today and lets the person write.
 */
void
poise_window_write_now (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  leave_last_place (self);
  poise_window_show_page (self, "write");
  if (self->context == NULL)
    return;
  poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  poise_write_page_focus_editor (self->write_page);
}

/**
 * poise_window_ask_morning:
 * @self: a window
 *
 * Asks the morning question, or shows what was answered; where the journal is locked or not
 * loaded yet, as soon as it is there.
 */
void
poise_window_ask_morning (PoiseWindow *self)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  leave_last_place (self);
  self->wants_morning =
    self->is_covered || self->context == NULL || !poise_context_is_loaded (self->context);
  poise_window_show_page (self, "write");
  if (!self->wants_morning)
    poise_write_page_start_morning (self->write_page);
}

/* What the person looks for; the page is not there before it was shown. */
static PoiseSearch *
get_search (PoiseWindow *self)
{
  PoiseSearch *search =
    self->journal_page != NULL ? poise_journal_page_get_search (self->journal_page) : NULL;

  return search != NULL && !poise_search_is_empty (search) ? search : NULL;
}

static void
open_entry (PoiseWindow *self, PoiseEntry *entry, int direction)
{
  PoiseSearch *search = get_search (self);

  poise_write_page_show_entry (self->write_page, entry);
  poise_window_show_page (self, "write");
  poise_write_page_focus_editor (self->write_page);
  if (search != NULL)
    poise_write_page_mark (self->write_page, search, direction);
}

/**
 * poise_window_show_entry:
 * @self: a window
 * @entry: an entry of its journal
 *
 * Opens an entry and lets the person write on.
 */
void
poise_window_show_entry (PoiseWindow *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  leave_last_place (self);
  open_entry (self, entry, 1);
}

static void
day_activated_cb (PoiseWindow *self, guint day)
{
  leave_last_place (self);
  poise_window_show_page (self, "write");
  poise_write_page_show_day (self->write_page, day);
  poise_write_page_focus_editor (self->write_page);
}

/* The next match in the open entry, or else in the next entry of the results. */
static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);
  int direction = g_variant_get_int32 (parameter);
  gboolean is_open = g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "write") == 0;
  g_autoptr (PoiseEntry) entry = NULL;

  if (get_search (self) == NULL || (is_open && poise_write_page_find (self->write_page, direction)))
    return;
  entry = poise_journal_page_get_next (
    self->journal_page, is_open ? poise_write_page_get_entry (self->write_page) : NULL, direction);
  if (entry != NULL)
    open_entry (self, entry, direction);
}

/**
 * poise_window_search:
 * @self: a window
 * @words: what to look for
 *
 * Shows the entries in which some words are.
 */
void
poise_window_search (PoiseWindow *self, const char *words)
{
  g_return_if_fail (POISE_IS_WINDOW (self));

  leave_last_place (self);
  poise_window_show_page (self, "journal");
  if (self->journal_page != NULL)
    poise_journal_page_search (self->journal_page, words);
}

static void
days_activated_cb (PoiseWindow *self, guint last, const char *tag)
{
  poise_window_show_page (self, "journal");
  poise_journal_page_show_day (self->journal_page, last, tag);
}

static void
facet_activated_cb (PoiseWindow *self, guint facet, guint first, guint last, const char *tag)
{
  poise_window_show_page (self, "journal");
  poise_journal_page_show_facet (self->journal_page, facet, first, last, tag);
}

void
poise_window_make_write_page (PoiseWindow *self)
{
  self->write_page = g_object_new (POISE_TYPE_WRITE_PAGE, "context", self->context, NULL);
  adw_bin_set_child (self->write_place, GTK_WIDGET (self->write_page));
  poise_write_page_show_day (self->write_page, poise_context_get_today (self->context));
  poise_write_page_set_focus_mode (self->write_page, self->focus_mode);
  poise_write_page_focus_editor (self->write_page);
}

static void
make_journal_page (PoiseWindow *self)
{
  self->journal_page = g_object_new (POISE_TYPE_JOURNAL_PAGE, "context", self->context, NULL);
  g_signal_connect_object (self->journal_page, "entry-activated",
                           G_CALLBACK (poise_window_show_entry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal_page, "day-activated", G_CALLBACK (day_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->journal_place, GTK_WIDGET (self->journal_page));
}

static void
make_balance_page (PoiseWindow *self)
{
  self->balance_page = g_object_new (POISE_TYPE_BALANCE_PAGE, "context", self->context, NULL);
  g_signal_connect_object (self->balance_page, "days-activated", G_CALLBACK (days_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->balance_page, "facet-activated", G_CALLBACK (facet_activated_cb),
                           self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->balance_place, GTK_WIDGET (self->balance_page));
}

/* The stack gave the keyboard to a page that nothing was in yet, and so to nobody. */
static void
focus_page (PoiseWindow *self, GtkWidget *place)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages)))
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
}

/* The window opens on one page; the others, and more, are made when they are shown or
 * when nothing else is to be done, or every start would wait for them. */
void
poise_window_fill_page (PoiseWindow *self)
{
  GtkWidget *shown;

  if (self->context == NULL)
    return;
  shown = adw_view_stack_get_visible_child (self->pages);
  if (shown == GTK_WIDGET (self->journal_place) && self->journal_page == NULL)
    make_journal_page (self);
  else if (shown == GTK_WIDGET (self->balance_place) && self->balance_page == NULL)
    make_balance_page (self);
  else
    return;
  focus_page (self, shown);
}

static void
make_new_menu (PoiseWindow *self)
{
  g_autoptr (GMenuModel) menu =
    poise_new_entry_menu_new (poise_context_get_prompts (self->context));

  adw_split_button_set_menu_model (self->new_button, menu);
}

static void
make_retag_bar (PoiseWindow *self)
{
  self->retag_bar = g_object_new (POISE_TYPE_RETAG_BAR, NULL);
  g_object_bind_property (self, "context", self->retag_bar, "context", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (self->retag_place, GTK_WIDGET (self->retag_bar));
  poise_journal_actions_set_retag_bar (self->journal_actions, self->retag_bar);
}

static gboolean
make_a_page_cb (gpointer data)
{
  PoiseWindow *self = data;

  if (self->retag_bar == NULL)
    make_retag_bar (self);
  else if (adw_split_button_get_menu_model (self->new_button) == NULL)
    make_new_menu (self);
  else if (self->journal_page == NULL)
    make_journal_page (self);
  else if (self->balance_page == NULL)
    make_balance_page (self);
  else
    {
      self->make_id = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* The pages that are not there yet, one by one when nothing else is to be done; those of a covered
 * window once it is uncovered. */
void
poise_window_make_pages_soon (PoiseWindow *self)
{
  if (self->make_id != 0 || self->is_covered)
    return;
  self->make_id = g_idle_add_full (G_PRIORITY_LOW, make_a_page_cb, self, NULL);
}

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_show_page (POISE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
new_entry_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  leave_last_place (self);
  poise_window_show_page (self, "write");
  poise_write_page_start_entry (self->write_page);
}

static void
new_form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  leave_last_place (self);
  poise_window_show_page (self, "write");
  poise_write_page_start_form (self->write_page, g_variant_get_string (parameter, NULL));
}

static void
morning_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_ask_morning (POISE_WINDOW (widget));
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  poise_window_write_now (POISE_WINDOW (widget));
}

static void
step_day_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  leave_last_place (self);
  poise_window_show_page (self, "write");
  poise_write_page_step_day (self->write_page, g_variant_get_int32 (parameter));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  poise_window_show_page (self, "journal");
  poise_journal_page_focus_search (self->journal_page);
}

static void
show_prompts_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_prompts_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_comparison_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
review_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_review_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
agree_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (poise_agreement_dialog_new (POISE_WINDOW (widget)->context), widget);
}

static void
finish_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWindow *self = POISE_WINDOW (widget);

  g_object_set (self, "focus-mode", FALSE, NULL);
  poise_window_show_page (self, "write");
  poise_write_page_finish (self->write_page);
}

/* What goes to a page, or asks something over it. */
void
poise_window_install_page_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.new-entry", NULL, new_entry_cb);
  gtk_widget_class_install_action (widget_class, "win.new-form", "s", new_form_cb);
  gtk_widget_class_install_action (widget_class, "win.morning-question", NULL, morning_cb);
  gtk_widget_class_install_action (widget_class, "win.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "win.step-day", "i", step_day_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.find", "i", find_cb);
  gtk_widget_class_install_action (widget_class, "win.show-prompts", NULL, show_prompts_cb);
  gtk_widget_class_install_action (widget_class, "win.agree", NULL, agree_cb);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "win.review", NULL, review_cb);
  gtk_widget_class_install_action (widget_class, "win.finish", NULL, finish_cb);
}
