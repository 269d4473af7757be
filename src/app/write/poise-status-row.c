/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-status-row.h"

#include <glib/gi18n.h>

#include "poise-announcer.h"
#include "poise-entry-kind.h"
#include "poise-meter.h"
#include "poise-reasons-view.h"
#include "poise-tag-label.h"
#include "poise-word-count.h"

/* How long the typing rests before a screen reader is told something. */
#define ANNOUNCE_PAUSE_MS 1500
/* In a smaller window than this the reasons come up from its edge. */
#define MIN_WIDTH_SP 600
#define MIN_HEIGHT_PX 420
#define POPOVER_WIDTH_PX 440

struct _PoiseStatusRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *box;
  PoiseMeter *meter;
  GtkMenuButton *tag_button;
  GtkLabel *tag_label;
  GtkLabel *words;
  GtkLabel *saved;

  PoiseReasonsView *reasons; /* (nullable): while they are shown; a weak pointer */

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  GtkWidget *editor;
  PoiseAnnouncer *announcer;

  int sentence; /* to go to in the reasons */
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseStatusRow, poise_status_row, GTK_TYPE_WIDGET)

/* ---- what the text shows ---- */

static void
show_words (PoiseStatusRow *self)
{
  guint n = poise_word_count (poise_document_get_text (self->document));
  /* Translators: in languages that are written without spaces, characters are counted. */
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n), n);

  gtk_label_set_text (self->words, words);
}

static void
announce_cb (const char *text, gpointer data)
{
  PoiseStatusRow *self = data;

  if (gtk_widget_get_mapped (self->editor))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->editor), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
announce_tag (PoiseStatusRow *self, PoiseTag *tag)
{
  /* Translators: read aloud by a screen reader; %s is what the text shows, as “Leadership”. */
  g_autofree char *text = g_strdup_printf (_ ("Your text shows: %s"), poise_tag_label_get (tag));

  if (poise_document_is_tag_news (self->document))
    poise_announcer_set (self->announcer, "tag", text);
  else
    poise_announcer_know (self->announcer, "tag", text);
}

/* What is not counted says what it is instead. */
static const char *
get_tag_label (PoiseStatusRow *self, PoiseTag *tag)
{
  PoiseEntry *entry = poise_document_get_entry (self->document);
  const char *kind = entry != NULL ? poise_entry_get_kind (entry) : NULL;

  return kind != NULL ? poise_entry_kind_get_label (kind) : poise_tag_label_get (tag);
}

static void
show_tag (PoiseStatusRow *self)
{
  PoiseTag *tag = poise_document_get_tag (self->document);

  gtk_label_set_text (self->tag_label, get_tag_label (self, tag));
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_button), tag != NULL && tag->sentences->len > 0);
  poise_meter_set_share (self->meter, tag != NULL && tag->has_share, tag != NULL ? tag->share : 0);
  announce_tag (self, tag);
}

/* ---- whether it is saved ---- */

static const char *
get_state_label (PoiseDocumentState state)
{
  switch (state)
    {
    case POISE_DOCUMENT_SAMPLE:
      /* Translators: where “Saved” stands else: this is the sample journal. */
      return _ ("Sample");
    case POISE_DOCUMENT_UNSAVED:
      return _ ("Saving…");
    case POISE_DOCUMENT_SAVED:
      return _ ("Saved");
    case POISE_DOCUMENT_FAILED:
      return _ ("Not saved");
    case POISE_DOCUMENT_BLANK:
    default:
      return "";
    }
}

/* Saving is what one expects: only that it fails is news, and that it is well again. */
static void
show_state (PoiseStatusRow *self)
{
  PoiseDocumentState state = poise_document_get_state (self->document);
  const char *label = get_state_label (state);

  gtk_label_set_text (self->saved, label);
  /* Without one the words stand in the middle. */
  gtk_widget_set_visible (GTK_WIDGET (self->saved), *label != '\0');
  if (state == POISE_DOCUMENT_SAVED || state == POISE_DOCUMENT_FAILED)
    poise_announcer_set (self->announcer, "saved", label);
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
 * poise_status_row_announce:
 * @self: a row
 * @text: (nullable): what somebody else did to the entry; %NULL to say nothing of it any more
 *
 * Has a screen reader told, once the typing rests.
 */
void
poise_status_row_announce (PoiseStatusRow *self, const char *text)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self));

  /* The same may happen again. */
  poise_announcer_know (self->announcer, "elsewhere", "");
  if (text != NULL)
    poise_announcer_set (self->announcer, "elsewhere", text);
}

/* ---- why it shows that ---- */

static void
reasons_closed_cb (PoiseStatusRow *self)
{
  if (self->reasons == NULL)
    return;
  poise_reasons_view_finish (self->reasons);
  g_clear_weak_pointer (&self->reasons);
  self->sentence = -1;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
sheet_closed_cb (PoiseStatusRow *self)
{
  gtk_menu_button_set_active (self->tag_button, FALSE);
  reasons_closed_cb (self);
}

static gboolean
has_room_for_popover (PoiseStatusRow *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double width = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, MIN_WIDTH_SP,
                                        gtk_widget_get_settings (GTK_WIDGET (self)));

  return gtk_widget_get_width (root) >= width && gtk_widget_get_height (root) >= MIN_HEIGHT_PX;
}

/* As high as what is above the button, and not higher than is easily read. */
static void
pop_up (PoiseStatusRow *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *popover = gtk_popover_new ();
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point = origin;

  if (!gtk_widget_compute_point (GTK_WIDGET (self->tag_button), root, &origin, &point))
    point.y = MIN_HEIGHT_PX;
  poise_reasons_view_set_max_height (self->reasons, MIN ((int) point.y - 48, 520));
  gtk_widget_set_size_request (GTK_WIDGET (self->reasons), POPOVER_WIDTH_PX, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->reasons));
  g_signal_connect_object (popover, "closed", G_CALLBACK (reasons_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->tag_button, popover);
}

static void
present_sheet (PoiseStatusRow *self)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  gtk_menu_button_set_popover (self->tag_button, NULL);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->reasons));
  /* Translators: why a text shows what it shows; in a narrow window there is little room for it. */
  adw_dialog_set_title (dialog, _ ("Reasons"));
  adw_dialog_set_content_width (dialog, POPOVER_WIDTH_PX);
  adw_dialog_set_child (dialog, view);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (sheet_closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Once what opens has placed the focus, and the menu that asked for it is gone. */
static gboolean
focus_sentence_cb (gpointer data)
{
  PoiseStatusRow *self = data;

  if (self->reasons != NULL)
    poise_reasons_view_go_to (self->reasons, self->sentence);
  return G_SOURCE_REMOVE;
}

static void
reasons_mapped_cb (PoiseStatusRow *self)
{
  if (self->sentence >= 0)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_sentence_cb, g_object_ref (self),
                     g_object_unref);
}

static void
open_reasons_cb (GtkMenuButton *button, gpointer data)
{
  PoiseStatusRow *self = data;

  if (self->reasons != NULL)
    return;
  g_set_weak_pointer (&self->reasons, POISE_REASONS_VIEW (poise_reasons_view_new (
                                        self->document, poise_context_get_tagger (self->context))));
  g_signal_connect_object (self->reasons, "map", G_CALLBACK (reasons_mapped_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (has_room_for_popover (self))
    pop_up (self);
  else
    present_sheet (self);
}

/* They say nothing of what is open now, and would correct it. */
static void
close_reasons_of_another (PoiseStatusRow *self)
{
  GtkWidget *sheet;

  if (self->reasons == NULL || poise_reasons_view_is_of_open_entry (self->reasons))
    return;
  sheet = gtk_widget_get_ancestor (GTK_WIDGET (self->reasons), ADW_TYPE_DIALOG);
  if (sheet != NULL)
    adw_dialog_close (ADW_DIALOG (sheet));
  else
    gtk_menu_button_popdown (self->tag_button);
}

/**
 * poise_status_row_open:
 * @self: a row
 * @sentence: a sentence's place in the tag to go to, or -1
 *
 * Shows why the text shows what it shows.
 *
 * Returns: whether there is something to be shown
 */
gboolean
poise_status_row_open (PoiseStatusRow *self, int sentence)
{
  g_return_val_if_fail (POISE_IS_STATUS_ROW (self), FALSE);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->tag_button)))
    return FALSE;
  self->sentence = sentence;
  gtk_menu_button_popup (self->tag_button);
  return TRUE;
}

/* ---- virtual functions ---- */

static void
poise_status_row_dispose (GObject *object)
{
  PoiseStatusRow *self = POISE_STATUS_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_STATUS_ROW);
  g_clear_object (&self->announcer);
  g_clear_weak_pointer (&self->reasons);
  g_clear_object (&self->editor);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_status_row_parent_class)->dispose (object);
}

static void
add_signals (void)
{
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
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, tag_label);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, words);
  gtk_widget_class_bind_template_child (widget_class, PoiseStatusRow, saved);
}

static void
poise_status_row_init (PoiseStatusRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sentence = -1;
  gtk_menu_button_set_create_popup_func (self->tag_button, open_reasons_cb, self, NULL);
  self->announcer = poise_announcer_new (ANNOUNCE_PAUSE_MS, announce_cb, self);
  poise_announcer_know (self->announcer, "saved", _ ("Saved"));
}

/**
 * poise_status_row_set_document:
 * @self: a row
 * @context: what the pages work with
 * @document: what is open
 * @editor: where its text is written
 *
 * Says what it shows, once.
 */
void
poise_status_row_set_document (PoiseStatusRow *self,
                               PoiseContext *context,
                               PoiseDocument *document,
                               GtkWidget *editor)
{
  g_return_if_fail (POISE_IS_STATUS_ROW (self) && self->document == NULL);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (document, "notify::text", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::text", G_CALLBACK (close_reasons_of_another), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::tag", G_CALLBACK (show_tag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_words (self);
  show_tag (self);
  show_state (self);
}
