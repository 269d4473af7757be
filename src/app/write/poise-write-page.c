/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-write-page.h"

#include "poise-buffer-text.h"
#include "poise-day-title.h"
#include "poise-deleted-toast.h"
#include "poise-document-corrections.h"
#include "poise-entry-actions.h"
#include "poise-entry-opener.h"
#include "poise-focus.h"
#include "poise-form.h"
#include "poise-headings.h"
#include "poise-intention-actions.h"
#include "poise-intention-row.h"
#include "poise-lines-bin.h"
#include "poise-match-bar.h"
#include "poise-next-time-row.h"
#include "poise-prompt-card.h"
#include "poise-reveal.h"
#include "poise-sentence-actions.h"
#include "poise-sentence-card.h"
#include "poise-spelling.h"
#include "poise-status-row.h"
#include "poise-tag-bar.h"
#include "poise-two-texts.h"
#include "poise-underlines.h"
#include "poise-welcome.h"

struct _PoiseWritePage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  GtkWidget *two_texts;
  GtkWidget *day_box;
  GtkWidget *above; /* of the text: the welcome, the question and the intention */
  GtkBox *above_box;
  GtkLabel *day_label;
  GtkWidget *later_button;
  PoisePromptCard *prompt_card;
  PoiseMatchBar *match_bar;
  GtkBox *content;
  GtkWidget *lines;
  GtkTextView *editor;
  GtkWidget *placeholder;
  GMenuModel *sentence_menu;
  PoiseTagBar *tags;
  PoiseStatusRow *status;

  /* Children that are there once the journal is read */
  PoiseWelcome *welcome;
  PoiseIntentionRow *intention_row;
  PoiseNextTimeRow *next_time;
  GtkWidget *card;

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  PoiseEntryOpener *opener;
  PoiseUnderlines *underlines;
  PoiseSentenceActions *sentence_actions;
  PoiseIntentionActions *intention_actions;
  PoiseEntryActions *entry_actions;
  char *shown_id; /* (nullable): of the entry whose text is in the editor */

  gboolean is_echo;      /* buffer and document hand a text to each other */
  gboolean is_short;     /* there is room for little but the text */
  gboolean is_focused;   /* only the text is shown */
  gboolean is_finishing; /* the reasons were opened from the text */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PoiseWritePage, poise_write_page, GTK_TYPE_WIDGET)

static gboolean
is_first_run (PoiseWritePage *self)
{
  /* A journal of which nothing can be read is not empty. */
  return poise_context_is_loaded (self->context) && !self->is_focused && !self->is_short &&
         poise_journal_get_n_entries (poise_context_get_journal (self->context)) == 0 &&
         poise_store_get_problems (poise_context_get_store (self->context))->len == 0;
}

static void
show_welcome (PoiseWritePage *self)
{
  if (self->welcome != NULL)
    poise_welcome_set_revealed (self->welcome, is_first_run (self));
}

static void
show_beside (PoiseWritePage *self)
{
  gboolean has_room = !self->is_focused && !self->is_short;

  gtk_widget_set_visible (GTK_WIDGET (self->tags), has_room);
  if (self->card == NULL)
    return;
  poise_intention_row_set_room (self->intention_row, has_room);
  poise_next_time_row_set_room (self->next_time, has_room);
  poise_sentence_card_set_has_reasons (POISE_SENTENCE_CARD (self->card), !self->is_focused);
  show_welcome (self);
}

/* After an event one is offered below the text: what one does next time. */
static void
show_intention (PoiseWritePage *self, PoiseDay day)
{
  PoiseEntry *entry = poise_write_page_get_entry (self);
  const char *prompt = entry != NULL ? poise_entry_get_prompt_id (entry) : NULL;

  if (self->intention_row != NULL)
    poise_intention_row_set_day (self->intention_row, day,
                                 g_strcmp0 (prompt, POISE_FORM_AFTER_EVENT) != 0);
}

/* What shows nothing before the journal is read: a start would wait for it. */
static void
make_rest (PoiseWritePage *self)
{
  self->welcome = g_object_new (POISE_TYPE_WELCOME, "visible", FALSE, NULL);
  gtk_box_append (self->above_box, GTK_WIDGET (self->welcome));
  self->intention_row = g_object_new (POISE_TYPE_INTENTION_ROW, "context", self->context, NULL);
  gtk_box_append (self->above_box, GTK_WIDGET (self->intention_row));
  show_intention (self, poise_entry_opener_get_day (self->opener));
  self->next_time = g_object_new (POISE_TYPE_NEXT_TIME_ROW, NULL);
  gtk_box_insert_child_after (self->content, GTK_WIDGET (self->next_time), self->lines);
  poise_next_time_row_set_document (self->next_time, self->document);
  self->card = poise_sentence_card_new (self->editor, self->document);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  show_beside (self);
}

static gboolean
make_rest_cb (gpointer data)
{
  PoiseWritePage *self = data;

  if (self->context != NULL)
    make_rest (self);
  return G_SOURCE_REMOVE;
}

/* After the frame that is due; at a start that is the first one. */
static void
loaded_cb (PoiseWritePage *self)
{
  g_idle_add_full (GDK_PRIORITY_REDRAW + 10, make_rest_cb, g_object_ref (self), g_object_unref);
}

static gboolean
focus_editor_cb (gpointer data)
{
  poise_write_page_focus_editor (data);
  return G_SOURCE_REMOVE;
}

/* Once what closes now has given the focus back to its button, and before the next key. */
static void
focus_editor_soon (PoiseWritePage *self)
{
  g_idle_add_full (G_PRIORITY_HIGH, focus_editor_cb, g_object_ref (self), g_object_unref);
}

/* ---- between the buffer and the document ---- */

static void
buffer_changed_cb (PoiseWritePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  if (self->is_echo || poise_write_page_get_entry (self) == NULL)
    return;
  poise_status_row_hold (self->status);
  text = poise_buffer_text_get (buffer);
  self->is_echo = TRUE;
  poise_document_set_text (self->document, text);
  self->is_echo = FALSE;
  poise_prompt_card_set_can_change (self->prompt_card,
                                    poise_entry_is_blank (poise_write_page_get_entry (self)));
}

/* Whether the document's text is that of another entry than the editor's. */
static gboolean
note_shown (PoiseWritePage *self)
{
  const char *id = poise_entry_get_id (poise_write_page_get_entry (self));

  if (g_strcmp0 (self->shown_id, id) == 0)
    return FALSE;
  g_free (self->shown_id);
  self->shown_id = g_strdup (id);
  return TRUE;
}

/* Opened, or changed by somebody else: that is not the person's to undo. */
static void
text_changed_cb (PoiseWritePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autofree char *shown = NULL;
  gboolean is_another;

  if (self->is_echo)
    return;
  is_another = note_shown (self);
  shown = poise_buffer_text_get (buffer);
  if (g_str_equal (shown, poise_document_get_text (self->document)))
    return;
  self->is_echo = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  if (is_another)
    gtk_text_buffer_set_text (buffer, poise_document_get_text (self->document), -1);
  else
    /* The person may be at work in it. */
    poise_buffer_text_change (buffer, poise_document_get_text (self->document));
  gtk_text_buffer_end_irreversible_action (buffer);
  self->is_echo = FALSE;
}

/* The first letters of a word that an input method still makes are a text, too. */
static void
preedit_cb (PoiseWritePage *self, const char *preedit)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);

  poise_entry_opener_set_composing (self->opener, *preedit != '\0');
  gtk_widget_set_visible (self->placeholder,
                          *preedit == '\0' && gtk_text_buffer_get_char_count (buffer) == 0);
}

static void
replaced_changed_cb (PoiseWritePage *self)
{
  poise_reveal (self->two_texts, poise_document_get_replaced (self->document) != NULL);
}

static void
changed_elsewhere_cb (PoiseWritePage *self)
{
  poise_status_row_announce (self->status, adw_banner_get_title (ADW_BANNER (self->two_texts)));
}

/* The button that opened it goes with what was settled. */
static void
compared_cb (PoiseWritePage *self)
{
  if (self->document != NULL && poise_document_get_replaced (self->document) == NULL)
    focus_editor_soon (self);
}

static void
compare_cb (PoiseWritePage *self)
{
  AdwDialog *dialog = poise_two_texts_new (self->document);

  g_signal_connect_object (dialog, "closed", G_CALLBACK (compared_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- which entry it shows ---- */

static void
show_day (PoiseWritePage *self)
{
  PoiseDay day = poise_entry_opener_get_day (self->opener);
  PoiseDay today = poise_context_get_today (self->context);
  g_autofree char *label = poise_day_title_format (day, today);

  gtk_label_set_text (self->day_label, label);
  gtk_widget_set_sensitive (self->later_button, day < today);
  show_intention (self, day);
}

static void
day_changed_cb (PoiseWritePage *self)
{
  if (poise_write_page_get_entry (self) != NULL)
    show_day (self);
}

static void
restored_cb (PoiseWritePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_editor_soon (self);
}

static void
deleted_elsewhere_cb (PoiseWritePage *self, PoiseEntry *entry)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (toasts == NULL)
    return;
  toast = poise_deleted_toast_new (self->opener, entry, poise_context_get_history (self->context));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restored_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static void
opened_cb (PoiseWritePage *self, PoiseEntry *entry)
{
  poise_match_bar_set_search (self->match_bar, NULL);
  poise_status_row_announce (self->status, NULL);
  show_day (self);
  poise_entry_actions_set_entry (self->entry_actions, entry);
  poise_prompt_card_show (self->prompt_card, entry);
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

  poise_entry_opener_show_entry (self->opener, entry);
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
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  poise_entry_opener_show_day (self->opener, day);
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
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  poise_entry_opener_step_day (self->opener, days);
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
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  poise_entry_opener_start_entry (self->opener);
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
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  poise_entry_opener_start_morning (self->opener);
  poise_write_page_focus_editor (self);
}

/**
 * poise_write_page_start_form:
 * @self: a page
 * @form: a form's id
 *
 * Begins another entry of today, with the questions of a form in it, and goes to the first answer.
 */
void
poise_write_page_start_form (PoiseWritePage *self, const char *form)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  if (poise_entry_opener_start_form (self->opener, form))
    {
      poise_write_page_set_cursor (self, 0);
      poise_headings_step (self->editor, 1);
    }
  poise_write_page_focus_editor (self);
}

/**
 * poise_write_page_focus_editor:
 * @self: a page
 *
 * Lets the person write.
 */
void
poise_write_page_focus_editor (PoiseWritePage *self)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/**
 * poise_write_page_mark:
 * @self: a page
 * @search: what the person looks for
 * @direction: 1 to begin at the first place, -1 to begin at the last
 *
 * Marks it in the open entry, and goes to a place.
 */
void
poise_write_page_mark (PoiseWritePage *self, PoiseSearch *search, int direction)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  buffer = gtk_text_view_get_buffer (self->editor);
  poise_match_bar_set_search (self->match_bar, search);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_place_cursor (buffer, direction > 0 ? &start : &end);
  poise_match_bar_step (self->match_bar, MIN (direction, 0));
}

/**
 * poise_write_page_unmark:
 * @self: a page
 *
 * Takes the marks of a search away.
 *
 * Returns: %TRUE if there were some
 */
gboolean
poise_write_page_unmark (PoiseWritePage *self)
{
  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), FALSE);

  return poise_match_bar_close (self->match_bar);
}

/**
 * poise_write_page_find:
 * @self: a page
 * @direction: 1 for the next place, -1 for the one before
 *
 * Returns: %TRUE if there is a further place in the open entry
 */
gboolean
poise_write_page_find (PoiseWritePage *self, int direction)
{
  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), FALSE);

  return poise_match_bar_step (self->match_bar, direction);
}

/**
 * poise_write_page_get_height_below:
 * @self: a write page
 *
 * Returns: how high what stands below the text is, in pixels; 0 before it has a place
 */
int
poise_write_page_get_height_below (PoiseWritePage *self)
{
  graphene_rect_t lines;

  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), 0);

  if (!gtk_widget_compute_bounds (self->lines, GTK_WIDGET (self), &lines))
    return 0;
  return MAX (0, gtk_widget_get_height (GTK_WIDGET (self)) -
                   (int) (lines.origin.y + lines.size.height));
}

/**
 * poise_write_page_get_cursor:
 * @self: a page
 *
 * Returns: how many characters are before the cursor
 */
guint
poise_write_page_get_cursor (PoiseWritePage *self)
{
  int position;

  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), 0);

  g_object_get (gtk_text_view_get_buffer (self->editor), "cursor-position", &position, NULL);
  return (guint) position;
}

/**
 * poise_write_page_set_cursor:
 * @self: a page
 * @cursor: how many characters are before the cursor
 *
 * Lets the person write on there.
 */
void
poise_write_page_set_cursor (PoiseWritePage *self, guint cursor)
{
  GtkTextBuffer *buffer;
  GtkTextIter at;

  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  buffer = gtk_text_view_get_buffer (self->editor);
  gtk_text_buffer_get_iter_at_offset (buffer, &at, (int) cursor);
  gtk_text_buffer_place_cursor (buffer, &at);
  gtk_text_view_scroll_mark_onscreen (self->editor, gtk_text_buffer_get_insert (buffer));
}

/**
 * poise_write_page_is_written_in:
 * @self: a page
 *
 * Returns: %TRUE if the person typed in what is open, since it was opened
 */
gboolean
poise_write_page_is_written_in (PoiseWritePage *self)
{
  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), FALSE);

  /* What is shown by the program itself is not the person's to undo. */
  return poise_entry_opener_is_composing (self->opener) ||
         gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (self->editor));
}

/**
 * poise_write_page_get_entry:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the entry that is open
 */
PoiseEntry *
poise_write_page_get_entry (PoiseWritePage *self)
{
  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), NULL);

  return self->document != NULL ? poise_document_get_entry (self->document) : NULL;
}

/**
 * poise_write_page_get_document:
 * @self: a page
 *
 * Returns: (transfer none): what is open
 */
PoiseDocument *
poise_write_page_get_document (PoiseWritePage *self)
{
  g_return_val_if_fail (POISE_IS_WRITE_PAGE (self), NULL);

  return self->document;
}

/**
 * poise_write_page_finish:
 * @self: a page
 *
 * The person is done: saves at once, and shows what the text shows.
 */
void
poise_write_page_finish (PoiseWritePage *self)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  poise_document_save_async (self->document, NULL, NULL, NULL);
  if (!self->is_focused)
    self->is_finishing = poise_status_row_open (self->status, -1);
}

/* Opened from the text, it goes back to the text. */
static void
reasons_closed_cb (PoiseWritePage *self)
{
  if (self->is_finishing)
    focus_editor_soon (self);
  self->is_finishing = FALSE;
}

static void
explain_cb (PoiseWritePage *self, int sentence)
{
  if (!self->is_focused)
    self->is_finishing = poise_status_row_open (self->status, sentence);
}

/**
 * poise_write_page_set_focus_mode:
 * @self: a page
 * @focused: whether only the text is shown
 */
void
poise_write_page_set_focus_mode (PoiseWritePage *self, gboolean focused)
{
  g_return_if_fail (POISE_IS_WRITE_PAGE (self));

  self->is_focused = focused;
  gtk_widget_set_visible (self->day_box, !focused);
  gtk_widget_set_visible (self->above, !focused);
  gtk_widget_set_visible (GTK_WIDGET (self->status), !focused);
  show_beside (self);
}

static void
show_underlines (PoiseWritePage *self)
{
  poise_underlines_set_shown (
    self->underlines,
    g_settings_get_boolean (poise_context_get_settings (self->context), "underlines"));
}

/* ---- how much room there is ---- */

static void
set_short (PoiseWritePage *self, gboolean is_short)
{
  self->is_short = is_short;
  poise_prompt_card_set_short (self->prompt_card, is_short);
  if (is_short)
    gtk_widget_add_css_class (GTK_WIDGET (self), "short");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "short");
  show_beside (self);
}

static void
apply_cb (PoiseWritePage *self)
{
  set_short (self, TRUE);
}

static void
unapply_cb (PoiseWritePage *self)
{
  set_short (self, FALSE);
}

/* The bar is there as long as it asks; what one types would else go into the text. */
static void
add_tag_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PoiseWritePage *self = POISE_WRITE_PAGE (widget);

  gtk_widget_set_visible (GTK_WIDGET (self->tags), TRUE);
  poise_tag_bar_ask (self->tags);
}

static void
attach_document (PoiseWritePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);

  self->document = poise_document_new (self->context);
  g_signal_connect_object (self->document, "notify::text", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::replaced", G_CALLBACK (replaced_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed-elsewhere", G_CALLBACK (changed_elsewhere_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* After the text is changed by it. */
  g_signal_connect_object (buffer, "undo", G_CALLBACK (poise_document_note_text_step),
                           self->document, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "redo", G_CALLBACK (poise_document_note_text_step),
                           self->document, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  /* After the text that it underlines. */
  self->underlines = poise_underlines_new (buffer, self->document);
  poise_tag_bar_set_document (self->tags, self->context, self->document);
  poise_status_row_set_document (self->status, self->context, self->document,
                                 GTK_WIDGET (self->editor));
  self->sentence_actions =
    poise_sentence_actions_new (self->editor, self->document, self->sentence_menu);
  g_signal_connect_object (self->sentence_actions, "explain", G_CALLBACK (explain_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sentence",
                                  poise_sentence_actions_get_group (self->sentence_actions));
}

/* What is opened follows the journal, and the day. */
static void
attach_opener (PoiseWritePage *self)
{
  self->opener = poise_entry_opener_new (self->document);
  g_signal_connect_object (self->opener, "begun", G_CALLBACK (poise_prompt_card_ask),
                           self->prompt_card, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "deleted-elsewhere", G_CALLBACK (deleted_elsewhere_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "day-changed", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (poise_context_get_journal (self->context), "items-changed",
                           G_CALLBACK (show_welcome), self, G_CONNECT_SWAPPED);
}

static void
poise_write_page_constructed (GObject *object)
{
  PoiseWritePage *self = POISE_WRITE_PAGE (object);
  GSettings *settings = poise_context_get_settings (self->context);

  G_OBJECT_CLASS (poise_write_page_parent_class)->constructed (object);
  poise_spelling_attach (self->editor, settings);
  poise_headings_attach (self->editor);
  poise_match_bar_set_view (self->match_bar, self->editor);
  self->intention_actions = poise_intention_actions_new (self->context, GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "intention",
                                  poise_intention_actions_get_group (self->intention_actions));
  g_signal_connect_object (self->intention_actions, "done", G_CALLBACK (focus_editor_soon), self,
                           G_CONNECT_SWAPPED);
  self->entry_actions = poise_entry_actions_new (self->context);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry",
                                  poise_entry_actions_get_group (self->entry_actions));
  attach_document (self);
  show_underlines (self);
  g_signal_connect_object (settings, "changed::underlines", G_CALLBACK (show_underlines), self,
                           G_CONNECT_SWAPPED);
  attach_opener (self);
  if (poise_context_is_loaded (self->context))
    make_rest (self);
  else
    g_signal_connect_object (self->context, "loaded", G_CALLBACK (loaded_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
poise_write_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    g_value_set_object (value, POISE_WRITE_PAGE (object)->context);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_write_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT)
    POISE_WRITE_PAGE (object)->context = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
poise_write_page_dispose (GObject *object)
{
  PoiseWritePage *self = POISE_WRITE_PAGE (object);

  g_clear_object (&self->underlines);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sentence", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "intention", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry", NULL);
  g_clear_object (&self->sentence_actions);
  g_clear_object (&self->intention_actions);
  g_clear_object (&self->entry_actions);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  /* They go with what they are in. */
  self->welcome = NULL;
  self->intention_row = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_WRITE_PAGE);
  g_clear_object (&self->opener);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_write_page_parent_class)->dispose (object);
}

static void
poise_write_page_finalize (GObject *object)
{
  g_free (POISE_WRITE_PAGE (object)->shown_id);

  G_OBJECT_CLASS (poise_write_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, two_texts);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, day_box);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, above);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, above_box);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, day_label);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, later_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, prompt_card);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, match_bar);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, content);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, lines);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, editor);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, sentence_menu);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, tags);
  gtk_widget_class_bind_template_child (widget_class, PoiseWritePage, status);
  gtk_widget_class_bind_template_callback (widget_class, poise_focus_keep);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, poise_write_page_show_entry);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, unapply_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_editor_soon);
  gtk_widget_class_bind_template_callback (widget_class, reasons_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_beside);
}

static void
poise_write_page_class_init (PoiseWritePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = poise_write_page_constructed;
  object_class->get_property = poise_write_page_get_property;
  object_class->set_property = poise_write_page_set_property;
  object_class->dispose = poise_write_page_dispose;
  object_class->finalize = poise_write_page_finalize;
  /**
   * PoiseWritePage:context:
   *
   * What it works with.
   */
  properties[PROP_CONTEXT] =
    g_param_spec_object ("context", NULL, NULL, POISE_TYPE_CONTEXT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (POISE_TYPE_LINES_BIN);
  g_type_ensure (POISE_TYPE_MATCH_BAR);
  g_type_ensure (POISE_TYPE_PROMPT_CARD);
  g_type_ensure (POISE_TYPE_STATUS_ROW);
  g_type_ensure (POISE_TYPE_TAG_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-write-page.ui");
  bind_template (widget_class);
  poise_sentence_actions_bind_keys (widget_class);
  gtk_widget_class_install_action (widget_class, "write.add-tag", NULL, add_tag_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "write.add-tag",
                                       NULL);
}

static void
poise_write_page_init (PoiseWritePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                  gtk_label_get_text (GTK_LABEL (self->placeholder)), -1);
}
