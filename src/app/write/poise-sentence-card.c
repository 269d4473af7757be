/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sentence-card.h"

#include <glib/gi18n.h>

#include "poise-buttons.h"
#include "poise-document-corrections.h"
#include "poise-explanation.h"
#include "poise-text-walk.h"

struct _PoiseSentenceCard
{
  GtkPopover parent_instance;

  /* Template */
  GtkLabel *verdict;
  GtkWidget *release_button;
  GtkWidget *why_button;

  GtkTextView *editor; /* which it stands over */

  /* Owned */
  PoiseDocument *document;
};

G_DEFINE_FINAL_TYPE (PoiseSentenceCard, poise_sentence_card, GTK_TYPE_POPOVER)

/* ---- what is shown ---- */

static char *
describe (PoiseSentenceCard *self, const PoiseSentenceTag *sentence)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_document_get_text (self->document));
  PoiseTagger *tagger = poise_context_get_tagger (poise_document_get_context (self->document));
  g_autofree char *words = NULL;
  g_autoptr (PoiseExplanation) why = NULL;

  if (sentence->by == POISE_TAG_SOURCE_PERSON)
    /* Translators: %s is a mode, as “Leadership”, which the person said that a sentence shows. */
    return g_strdup_printf (_ ("You said: %s"), poise_mode_get_label (sentence->mode));
  words = poise_text_walk_cut (&walk, sentence->start, sentence->end);
  why = poise_explanation_new (
    tagger, words, sentence, poise_tagger_find_language (poise_document_get_text (self->document)));
  return g_steal_pointer (&why->verdict);
}

static void
show_verdict (PoiseSentenceCard *self, const PoiseSentenceTag *sentence)
{
  const char *classes[] = { "heading",
                            !poise_sentence_tag_is_coded (sentence)   ? "dimmed"
                            : sentence->mode == POISE_MODE_LEADERSHIP ? "leadership"
                                                                      : "management",
                            NULL };
  g_autofree char *verdict = describe (self, sentence);

  gtk_label_set_text (self->verdict, verdict);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_widget_set_visible (self->release_button, sentence->by == POISE_TAG_SOURCE_PERSON);
}

static void
point_to (PoiseSentenceCard *self, const GtkTextIter *iter)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (0, 0);
  GdkRectangle place;
  int x, y;

  gtk_text_view_get_iter_location (self->editor, iter, &place);
  gtk_text_view_buffer_to_window_coords (self->editor, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x,
                                         &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->editor),
                                 gtk_widget_get_parent (GTK_WIDGET (self)),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  place.x = (int) point.x;
  place.y = (int) point.y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
}

/* Where there are lines, a sentence without one may have been missed. */
static gboolean
has_underlines (PoiseSentenceCard *self)
{
  PoiseContext *context = poise_document_get_context (self->document);

  return g_settings_get_boolean (poise_context_get_settings (context), "underlines");
}

/* What the person said of a sentence can be seen and taken back, also where there are no lines;
 * where they said something else of the entry, no line speaks against it and no card. */
static const PoiseSentenceTag *
find_shown (PoiseSentenceCard *self, const GtkTextIter *iter)
{
  int i = poise_document_find_sentence (self->document, (guint) gtk_text_iter_get_offset (iter));
  const PoiseTag *tag = poise_document_get_tag (self->document);
  const PoiseSentenceTag *sentence;

  if (i < 0)
    return NULL;
  sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
  if (sentence->by == POISE_TAG_SOURCE_PERSON)
    return sentence;
  return has_underlines (self) && !poise_tag_denies (tag, sentence) ? sentence : NULL;
}

/* ---- when it comes and goes ---- */

/* The first click of two, which choose a word, may show it; the second takes it away. */
static void
released_cb (PoiseSentenceCard *self, int n_press, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  const PoiseSentenceTag *sentence;
  int buffer_x, buffer_y;
  GtkTextIter iter;

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_text_view_window_to_buffer_coords (self->editor, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  if (n_press != 1 || gtk_text_buffer_get_has_selection (buffer) ||
      !gtk_text_view_get_iter_at_location (self->editor, &iter, buffer_x, buffer_y))
    return;
  sentence = find_shown (self, &iter);
  if (sentence == NULL)
    return;
  show_verdict (self, sentence);
  point_to (self, &iter);
  gtk_popover_popup (GTK_POPOVER (self));
}

/* It closes when the focus goes elsewhere, but not to its own buttons. */
static void
focus_moved_cb (PoiseSentenceCard *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != GTK_WIDGET (self->editor) &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
escape_cb (GtkWidget *editor, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_visible (data))
    return FALSE;
  gtk_popover_popdown (data);
  return TRUE;
}

static void
follow_keys (PoiseSentenceCard *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->editor), keys);
}

static void
follow_editor (PoiseSentenceCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (gtk_popover_popdown),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->editor)),
                           "value-changed", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::tag", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  follow_keys (self);
}

static void
poise_sentence_card_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (poise_sentence_card_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb), widget, G_CONNECT_SWAPPED);
}

static void
poise_sentence_card_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);
  GTK_WIDGET_CLASS (poise_sentence_card_parent_class)->unroot (widget);
}

static void
poise_sentence_card_dispose (GObject *object)
{
  PoiseSentenceCard *self = POISE_SENTENCE_CARD (object);

  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_SENTENCE_CARD);

  G_OBJECT_CLASS (poise_sentence_card_parent_class)->dispose (object);
}

static void
poise_sentence_card_class_init (PoiseSentenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_sentence_card_dispose;
  widget_class->root = poise_sentence_card_root;
  widget_class->unroot = poise_sentence_card_unroot;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-sentence-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceCard, release_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseSentenceCard, why_button);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
poise_sentence_card_init (PoiseSentenceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_buttons_wrap (GTK_WIDGET (self));
}

/**
 * poise_sentence_card_new:
 * @editor: where the text is written; it outlives the card
 * @document: what is open
 *
 * Makes a card that shows itself when a sentence is clicked, be it underlined or not; where the
 * person wants no lines, only of those that they marked. Its buttons are the actions of
 * poise_sentence_actions_new().
 *
 * Returns: (transfer floating): the card, for a parent of @editor
 */
GtkWidget *
poise_sentence_card_new (GtkTextView *editor, PoiseDocument *document)
{
  PoiseSentenceCard *self = g_object_new (POISE_TYPE_SENTENCE_CARD, NULL);

  self->editor = editor;
  self->document = g_object_ref (document);
  follow_editor (self);
  return GTK_WIDGET (self);
}

/**
 * poise_sentence_card_set_has_reasons:
 * @self: a card
 * @has_reasons: whether the page shows reasons now
 */
void
poise_sentence_card_set_has_reasons (PoiseSentenceCard *self, gboolean has_reasons)
{
  g_return_if_fail (POISE_IS_SENTENCE_CARD (self));

  gtk_widget_set_visible (self->why_button, has_reasons);
}
