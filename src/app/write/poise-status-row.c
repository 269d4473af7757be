/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-status-row.h"

#include <glib/gi18n.h>

#include "poise-announcer.h"
#include "poise-buffer-text.h"
#include "poise-meter.h"
#include "poise-reasons-popover.h"
#include "poise-tag-summary.h"
#include "poise-words.h"

/* How long the typing rests before a screen reader is told something. */
#define ANNOUNCE_PAUSE_MS 1500

struct _PoiseStatusRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  PoiseMeter *meter;
  GtkMenuButton *tag_button;
  GtkLabel *words;
  GtkLabel *saved;

  PoiseReasonsPopover *reasons; /* (nullable): made when it is first opened */

  /* Owned */
  PoiseContext *context;
  PoiseLiveTagger *live_tagger;
  GtkTextView *editor;
  PoiseAnnouncer *announcer;

  gboolean is_stored;
  gboolean is_corrected; /* a sentence, while the reasons are open */
};

enum
{
  SIGNAL_CORRECTED,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseStatusRow, poise_status_row, GTK_TYPE_WIDGET)

static char *
get_text (PoiseStatusRow *self)
{
  return poise_buffer_text_get (gtk_text_view_get_buffer (self->editor));
}

/* ---- what the text shows ---- */

static const char *
get_label (PoiseTag *tag)
{
  return tag == NULL || tag->sentences->len == 0 ? _ ("Not tagged yet")
         : tag->unsure                           ? _ ("Unsure")
                                                 : poise_mode_get_label (tag->mode);
}

static void
show_words (PoiseStatusRow *self)
{
  g_autofree char *text = get_text (self);
  guint n = poise_words_count (text);
  /* Translators: in languages that are written without spaces, characters are counted. */
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n), n);

  gtk_label_set_text (self->words, words);
}

/* What is open must speak of the tag that is corrected through it. */
static void
show_reasons (PoiseStatusRow *self)
{
  PoiseTag *tag = poise_live_tagger_get_tag (self->live_tagger);
  g_autofree char *text = get_text (self);

  if (tag != NULL)
    poise_reasons_popover_show_tag (self->reasons, poise_context_get_tagger (self->context), text,
                                    tag);
}

static void
announce_cb (const char *text, gpointer data)
{
  PoiseStatusRow *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->editor)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->editor), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
announce_tag (PoiseStatusRow *self, PoiseTag *tag, gboolean is_news)
{
  /* Translators: read aloud by a screen reader; %s is what the text shows, as “Leadership”. */
  g_autofree char *text = g_strdup_printf (_ ("Your text shows: %s"), get_label (tag));

  if (is_news)
    poise_announcer_set (self->announcer, "tag", text);
  else
    poise_announcer_know (self->announcer, "tag", text);
}

/**
 * poise_status_row_show_tag:
 * @self: a row
 * @tag: (nullable): what the text shows
 * @is_news: whether a screen reader is told
 */
void
poise_status_row_show_tag (PoiseStatusRow *self, PoiseTag *tag, gboolean is_news)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self));

  gtk_menu_button_set_label (self->tag_button, get_label (tag));
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_button), tag != NULL && tag->sentences->len > 0);
  poise_meter_set_share (self->meter, tag != NULL && tag->has_share, tag != NULL ? tag->share : 0);
  announce_tag (self, tag, is_news);
  if (self->reasons != NULL && gtk_widget_get_visible (GTK_WIDGET (self->reasons)))
    show_reasons (self);
}

/* ---- whether it is saved ---- */

static void
show_saved (PoiseStatusRow *self)
{
  PoiseStore *store = poise_context_get_store (self->context);
  const char *label = "";

  if (poise_store_get_folder (store) == NULL)
    /* Translators: where “Saved” stands else: this is the sample journal. */
    label = _ ("Sample");
  else if (self->is_stored)
    switch (poise_store_get_state (store))
      {
      case POISE_STORE_SAVED:
        label = _ ("Saved");
        break;
      case POISE_STORE_UNSAVED:
        label = _ ("Saving…");
        break;
      case POISE_STORE_FAILED:
      default:
        label = _ ("Not saved");
        break;
      }
  gtk_label_set_text (self->saved, label);
  /* Without one the words stand in the middle. */
  gtk_widget_set_visible (GTK_WIDGET (self->saved), *label != '\0');
}

/* Saving is what one expects: only that it fails is news, and that it is well again. */
static void
state_changed_cb (PoiseStatusRow *self)
{
  PoiseStoreState state = poise_store_get_state (poise_context_get_store (self->context));

  show_saved (self);
  if (state != POISE_STORE_UNSAVED)
    poise_announcer_set (self->announcer, "saved",
                         state == POISE_STORE_SAVED ? _ ("Saved") : _ ("Not saved"));
}

/**
 * poise_status_row_show_saved:
 * @self: a row
 * @is_stored: whether there is an entry to be saved
 */
void
poise_status_row_show_saved (PoiseStatusRow *self, gboolean is_stored)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self));

  self->is_stored = is_stored;
  show_saved (self);
}

/**
 * poise_status_row_hold:
 * @self: a row
 *
 * The person types: a screen reader is told nothing until that rests.
 */
void
poise_status_row_hold (PoiseStatusRow *self)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self));

  poise_announcer_hold (self->announcer);
}

/**
 * poise_status_row_open:
 * @self: a row
 *
 * Shows why the text shows what it shows.
 *
 * Returns: whether there is something to be shown
 */
gboolean
poise_status_row_open (PoiseStatusRow *self)
{
  g_return_val_if_fail (POISE_IS_STATUS_ROW (self), FALSE);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->tag_button)))
    return FALSE;
  gtk_menu_button_popup (self->tag_button);
  return TRUE;
}

/* ---- the person's corrections ---- */

static void
entry_corrected_cb (PoiseStatusRow *self, guint mode)
{
  PoiseTag *tag = poise_live_tagger_get_tag (self->live_tagger);
  g_autoptr (PoiseTag) corrected = NULL;
  g_autofree char *text = NULL;

  if (tag == NULL || (tag->mode == (PoiseMode) mode && tag->by == POISE_TAG_SOURCE_PERSON))
    return;
  text = get_text (self);
  poise_learned_correct_entry (poise_context_get_learned (self->context), text, tag,
                               (PoiseMode) mode);
  corrected = poise_tag_with_mode (tag, (PoiseMode) mode);
  g_signal_emit (self, signals[SIGNAL_CORRECTED], 0, corrected);
}

static void
sentence_corrected_cb (PoiseStatusRow *self, guint index, guint mode)
{
  PoiseTagger *tagger = poise_context_get_tagger (self->context);
  PoiseTag *tag = poise_live_tagger_get_tag (self->live_tagger);
  g_autoptr (PoiseTag) corrected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  PoiseSentenceTag *sentence;

  if (tag == NULL || tagger == NULL || index >= tag->sentences->len)
    return;
  corrected = poise_tag_copy (tag);
  sentence = &g_array_index (corrected->sentences, PoiseSentenceTag, index);
  text = get_text (self);
  words = g_utf8_substring (text, sentence->start, sentence->end);
  poise_tag_correct_sentence (sentence, (PoiseMode) mode,
                              poise_tagger_find_facet (tagger, words, (PoiseMode) mode));
  poise_learned_correct (poise_context_get_learned (self->context), words, (PoiseMode) mode);
  self->is_corrected = TRUE;
  if (corrected->by != POISE_TAG_SOURCE_PERSON)
    poise_tag_summarize (corrected);
  g_signal_emit (self, signals[SIGNAL_CORRECTED], 0, corrected);
}

/* Who corrected some sentences has looked at the others too. */
static void
accept_rest (PoiseStatusRow *self)
{
  PoiseTag *tag = poise_live_tagger_get_tag (self->live_tagger);
  g_autofree char *text = get_text (self);

  if (self->is_corrected && tag != NULL)
    poise_learned_accept (poise_context_get_learned (self->context), text, tag);
  self->is_corrected = FALSE;
}

static void
reasons_closed_cb (PoiseStatusRow *self)
{
  accept_rest (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* ---- the popover ---- */

static void
create_reasons (PoiseStatusRow *self)
{
  self->reasons = g_object_new (POISE_TYPE_REASONS_POPOVER, NULL);
  g_signal_connect_object (self->reasons, "closed", G_CALLBACK (reasons_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reasons, "entry-corrected", G_CALLBACK (entry_corrected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reasons, "sentence-corrected", G_CALLBACK (sentence_corrected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->tag_button, GTK_WIDGET (self->reasons));
}

static void
open_reasons_cb (GtkMenuButton *button, gpointer data)
{
  PoiseStatusRow *self = data;

  if (self->reasons == NULL)
    create_reasons (self);
  show_reasons (self);
}

/* ---- life ---- */

static void
poise_status_row_dispose (GObject *object)
{
  PoiseStatusRow *self = POISE_STATUS_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->announcer);
  g_clear_object (&self->editor);
  g_clear_object (&self->live_tagger);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_status_row_parent_class)->dispose (object);
}

static void
add_signals (void)
{
  /**
   * PoiseStatusRow::corrected:
   * @self: the row
   * @tag: what the person says that the text shows
   *
   * The person corrected the tagger.
   */
  signals[SIGNAL_CORRECTED] = g_signal_new ("corrected", POISE_TYPE_STATUS_ROW, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_TAG);

  /**
   * PoiseStatusRow::closed:
   * @self: the row
   *
   * The reasons are no longer shown.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", POISE_TYPE_STATUS_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_status_row_class_init (PoiseStatusRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_status_row_dispose;
  add_signals ();
  g_type_ensure (POISE_TYPE_METER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-status-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, meter);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, tag_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, saved);
}

static void
poise_status_row_init (PoiseStatusRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->tag_button, open_reasons_cb, self, NULL);
  self->announcer = poise_announcer_new (ANNOUNCE_PAUSE_MS, announce_cb, self);
  poise_announcer_know (self->announcer, "saved", _ ("Saved"));
}

/**
 * poise_status_row_set_context:
 * @self: a row
 * @context: what the pages work with
 * @live_tagger: what tags the text
 * @editor: where the text is written
 */
void
poise_status_row_set_context (PoiseStatusRow *self,
                              PoiseContext *context,
                              PoiseLiveTagger *live_tagger,
                              GtkTextView *editor)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self));

  g_set_object (&self->context, context);
  g_set_object (&self->live_tagger, live_tagger);
  g_set_object (&self->editor, editor);
  g_signal_connect_object (poise_context_get_store (context), "notify::state",
                           G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (editor), "changed", G_CALLBACK (show_words),
                           self, G_CONNECT_SWAPPED);
  show_words (self);
}
