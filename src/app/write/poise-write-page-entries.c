/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-write-page-private.h"

#include <glib/gi18n.h>

#include "poise-entry-kind.h"
#include "poise-form.h"
#include "poise-headings.h"

static void
show_day (PoiseWritePage *self)
{
  PoiseDay today = poise_context_get_today (self->context);
  g_autofree char *label = NULL;

  if (self->day == today)
    {
      /* Translators: today's date behind “Today, ”, by strftime(). */
      g_autofree char *date = poise_day_format (self->day, C_ ("today", "%-d %B"));

      /* Translators: %s is today's date, as “23 November”. */
      label = g_strdup_printf (_ ("Today, %s"), date);
    }
  else
    /* Translators: the day at the top of the Write page, by strftime(). */
    label = poise_day_format (self->day, C_ ("write", "%A, %-d %B"));
  gtk_label_set_text (self->day_label, label);
  gtk_widget_set_sensitive (self->later_button, self->day < today);
  poise_intention_row_set_day (self->intention_row, self->day);
}

static void
enter_entry (PoiseWritePage *self, PoiseEntry *entry)
{
  PoiseEntry *before = poise_write_page_get_entry (self);

  poise_match_bar_set_search (self->match_bar, NULL);
  self->is_asked_for = FALSE;
  self->is_entering =
    before == NULL || !g_str_equal (poise_entry_get_id (before), poise_entry_get_id (entry));
  self->day = poise_entry_get_day (entry);
  show_day (self);
  poise_document_open (self->document, entry);
  self->is_entering = FALSE;
  poise_entry_actions_set_entry (self->entry_actions, entry);
  poise_prompt_card_show (self->prompt_card, entry);
}

/**
 * poise_write_page_show_entry:
 * @self: a page
 * @entry: an entry of the journal
 *
 * Opens an entry.
 */
void
poise_write_page_show_entry (PoiseWritePage *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  if (entry != poise_write_page_get_entry (self))
    enter_entry (self, entry);
}

/* An entry of a form, with its questions as headings. */
static void
start_form (PoiseWritePage *self, const char *form)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autoptr (PoiseEntry) entry = poise_entry_new_now (poise_context_get_today (self->context), now);
  GtkTextIter start;

  if (!poise_form_begin (entry, poise_context_get_prompts (self->context), form))
    return;
  poise_document_close (self->document);
  enter_entry (self, entry);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  poise_headings_step (self->editor, 1);
}

static void
open_cb (PoiseWritePage *self, PoiseEntry *entry)
{
  poise_write_page_show_entry (self, entry);
}

static void
start_on (PoiseWritePage *self, PoiseDay day, const char *kind)
{
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autoptr (PoiseEntry) entry = poise_entry_new_now (day, now);

  poise_entry_set_kind (entry, kind);
  /* What is left counts among the day's entries, or no longer. */
  poise_document_close (self->document);
  self->day = day;
  poise_prompt_card_ask (self->prompt_card, entry);
  enter_entry (self, entry);
}

/**
 * poise_write_page_show_day:
 * @self: a page
 * @day: a day, today or before
 *
 * Opens the entry that was begun last on @day, or a blank page.
 */
void
poise_write_page_show_day (PoiseWritePage *self, PoiseDay day)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));
  g_return_if_fail (poise_day_is_valid (day));

  entries = poise_journal_list_kind (poise_context_get_journal (self->context), NULL, day, day);
  if (entries->len > 0)
    poise_write_page_show_entry (self, g_ptr_array_index (entries, 0));
  else
    start_on (self, day, NULL);
}

/**
 * poise_write_page_start_entry:
 * @self: a page
 *
 * Begins another entry of today.
 */
void
poise_write_page_start_entry (PoiseWritePage *self)
{
  PoiseEntry *entry;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  entry = poise_write_page_get_entry (self);
  if (entry == NULL || poise_document_is_stored (self->document) ||
      !poise_entry_is_counted (entry) || self->day != poise_context_get_today (self->context))
    start_on (self, poise_context_get_today (self->context), NULL);
  self->is_asked_for = TRUE;
  poise_write_page_focus_editor (self);
}

/**
 * poise_write_page_start_morning:
 * @self: a page
 *
 * Opens what was written this morning, or asks one of the morning's questions.
 */
void
poise_write_page_start_morning (PoiseWritePage *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  PoiseEntry *entry;
  PoiseDay today;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  today = poise_context_get_today (self->context);
  entry = poise_write_page_get_entry (self);
  entries = poise_journal_list_kind (poise_context_get_journal (self->context), POISE_ENTRY_MORNING,
                                     today, today);
  if (entries->len > 0)
    poise_write_page_show_entry (self, g_ptr_array_index (entries, 0));
  else if (entry == NULL || self->day != today ||
           g_strcmp0 (poise_entry_get_kind (entry), POISE_ENTRY_MORNING) != 0)
    start_on (self, today, POISE_ENTRY_MORNING);
  poise_write_page_focus_editor (self);
}

/**
 * poise_write_page_start_form:
 * @self: a page
 * @form: a form's id
 *
 * Begins another entry of today, with the questions of a form in it.
 */
void
poise_write_page_start_form (PoiseWritePage *self, const char *form)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  start_form (self, form);
  poise_write_page_focus_editor (self);
}

/**
 * poise_write_page_step_day:
 * @self: a page
 * @days: how many days to go, forwards or backwards
 *
 * Opens another day; there is none after today.
 */
void
poise_write_page_step_day (PoiseWritePage *self, int days)
{
  PoiseDay today;
  gint64 day;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  today = poise_context_get_today (self->context);
  day = (gint64) self->day + days;
  poise_write_page_show_day (self, (PoiseDay) CLAMP (day, 1, MAX (today, 1)));
}

static void
earlier_cb (PoiseWritePage *self)
{
  poise_write_page_step_day (self, -1);
}

static void
later_cb (PoiseWritePage *self)
{
  poise_write_page_step_day (self, 1);
}

/* A blank page that the person asked for, or began. */
static gboolean
is_asked_for (PoiseWritePage *self, PoiseEntry *entry)
{
  if (poise_form_is_unanswered (entry))
    return TRUE;
  return poise_entry_is_blank (entry) &&
         (self->is_asked_for || self->is_composing || !poise_entry_is_counted (entry) ||
          *poise_entry_get_tags (entry) != NULL);
}

/* What was asked for, or tagged before a word of it, is so still. */
static void
ask_again (PoiseWritePage *self, PoiseEntry *asked)
{
  g_autoptr (GDateTime) now = poise_store_get_now (poise_context_get_store (self->context));
  g_autoptr (PoiseEntry) entry = poise_entry_new_now (poise_context_get_today (self->context), now);

  poise_entry_assign (entry, asked);
  poise_entry_set_modified (entry, now);
  enter_entry (self, entry);
  self->is_asked_for = TRUE;
}

/* What was opened as today is yesterday now: words on a page without any are of the new day. Where
 * some are written the person sees the page's day, and goes on or not. */
static void
day_changed_cb (PoiseWritePage *self, PoiseDay before)
{
  PoiseEntry *entry = poise_write_page_get_entry (self);

  if (entry == NULL)
    return;
  if (poise_document_is_stored (self->document) || self->day != before)
    show_day (self);
  else if (is_asked_for (self, entry))
    ask_again (self, entry);
  else
    poise_write_page_show_day (self, poise_context_get_today (self->context));
}

/* What the open entry's place was taken from: deleted here or outside. */
static void
journal_changed_cb (PoiseWritePage *self)
{
  PoiseJournal *journal = poise_context_get_journal (self->context);
  PoiseEntry *entry = poise_write_page_get_entry (self);
  PoiseEntry *replaced;

  poise_write_page_show_welcome (self);
  if (entry == NULL)
    return;
  replaced = poise_journal_lookup (journal, poise_entry_get_id (entry));
  if (replaced != NULL && replaced != entry)
    enter_entry (self, replaced);
  else if (replaced == NULL && is_asked_for (self, entry))
    return;
  else if (replaced == NULL && !poise_entry_is_blank (entry))
    start_on (self, self->day, NULL);
  else if (replaced == NULL)
    {
      /* A blank page gives way to what was just loaded or undone. */
      g_autoptr (GPtrArray) entries = poise_journal_list_kind (journal, NULL, self->day, self->day);

      if (entries->len > 0)
        enter_entry (self, g_ptr_array_index (entries, 0));
    }
}

/* What is opened follows the journal, and the day. */
void
poise_write_page_follow_entries (PoiseWritePage *self)
{
  g_signal_connect_object (self->context, "day-changed", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (self->context), "items-changed",
                           G_CALLBACK (journal_changed_cb), self, G_CONNECT_SWAPPED);
}

void
poise_write_page_bind_entries (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
}
