/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-popover.h"

#include <string.h>

#include "poise-accessible.h"
#include "poise-document-tags.h"
#include "poise-search-fold.h"
#include "poise-tags.h"

struct _PoiseTagPopover
{
  GtkPopover parent_instance;

  /* Template */
  GtkEntry *entry;
  GtkWidget *scroller;
  GtkListBox *suggestions;

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  char *asked_for; /* (nullable): the entry of what stands in the field */

  gboolean is_blank_page; /* it is not in the journal yet */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseTagPopover, poise_tag_popover, GTK_TYPE_POPOVER)

static const char *
get_tag (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

/* ---- what stands in the field ---- */

static void
clear (PoiseTagPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Whether another entry is open than the one for which was typed what is there. */
static gboolean
note_entry (PoiseTagPopover *self)
{
  PoiseEntry *entry = poise_document_get_entry (self->document);
  const char *id = entry != NULL ? poise_entry_get_id (entry) : NULL;

  self->is_blank_page = !poise_document_is_stored (self->document);
  if (g_strcmp0 (self->asked_for, id) == 0)
    return FALSE;
  g_free (self->asked_for);
  self->asked_for = g_strdup (id);
  return TRUE;
}

/* A blank page that goes on to a new day is the same page to who types. */
static void
opened_cb (PoiseTagPopover *self)
{
  gboolean was_blank_page = self->is_blank_page;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !note_entry (self) ||
      (was_blank_page && self->is_blank_page))
    return;
  clear (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
choose (PoiseTagPopover *self, const char *word)
{
  g_autofree char *chosen = g_strdup (word);

  clear (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, chosen);
}

static void
suggestion_activated_cb (PoiseTagPopover *self, GtkListBoxRow *row)
{
  choose (self, get_tag (row));
}

static void
activate_cb (PoiseTagPopover *self)
{
  choose (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* The person wants no tag; one that closes by itself, as where a window gets small, keeps what was
 * typed. */
static gboolean
escape_cb (PoiseTagPopover *self, guint key)
{
  if (key == GDK_KEY_Escape)
    clear (self);
  return GDK_EVENT_PROPAGATE;
}

/* ---- what is offered ---- */

static void
add_suggestion (PoiseTagPopover *self, const char *tag)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (tag);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  poise_accessible_set_name (row, tag);
  gtk_list_box_append (self->suggestions, row);
}

/* Those that hold what is typed; without any there is no list. */
static void
filter_suggestions (PoiseTagPopover *self)
{
  g_autofree char *typed =
    poise_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
  gboolean is_any = FALSE;
  GtkListBoxRow *row;

  g_strstrip (typed);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->suggestions, i)) != NULL; i++)
    {
      g_autofree char *folded = poise_search_fold (get_tag (row), NULL);
      gboolean is_shown = strstr (folded, typed + (*typed == '#')) != NULL;

      gtk_widget_set_visible (GTK_WIDGET (row), is_shown);
      is_any |= is_shown;
    }
  gtk_widget_set_visible (self->scroller, is_any);
}

/* Down goes from the field to the list. */
static gboolean
key_pressed_cb (PoiseTagPopover *self, guint key)
{
  GtkListBoxRow *row;

  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->suggestions, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      return gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_PROPAGATE;
}

static void
show_cb (PoiseTagPopover *self)
{
  g_auto (GStrv) tags = poise_tags_list (poise_context_get_journal (self->context));

  gtk_list_box_remove_all (self->suggestions);
  for (guint i = 0; tags[i] != NULL; i++)
    if (!poise_tags_contain (poise_document_get_tags (self->document), tags[i]))
      add_suggestion (self, tags[i]);
  if (note_entry (self))
    clear (self);
  filter_suggestions (self);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* ---- life ---- */

static void
poise_tag_popover_dispose (GObject *object)
{
  PoiseTagPopover *self = POISE_TAG_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_TAG_POPOVER);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_tag_popover_parent_class)->dispose (object);
}

static void
poise_tag_popover_finalize (GObject *object)
{
  g_free (POISE_TAG_POPOVER (object)->asked_for);

  G_OBJECT_CLASS (poise_tag_popover_parent_class)->finalize (object);
}

static void
poise_tag_popover_class_init (PoiseTagPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_tag_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_tag_popover_finalize;

  /**
   * PoiseTagPopover::chosen:
   * @self: the popover
   * @word: what was typed or chosen
   *
   * The person answered, and the popover is closed.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", POISE_TYPE_TAG_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-tag-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseTagPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, PoiseTagPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, PoiseTagPopover, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_suggestions);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, escape_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
poise_tag_popover_init (PoiseTagPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * poise_tag_popover_new:
 * @context: what it works with
 * @document: what is open
 *
 * Returns: (transfer floating): a popover that asks for another tag
 */
GtkWidget *
poise_tag_popover_new (PoiseContext *context, PoiseDocument *document)
{
  PoiseTagPopover *self = g_object_new (POISE_TYPE_TAG_POPOVER, NULL);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::text", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
