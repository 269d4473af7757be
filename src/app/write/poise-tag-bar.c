/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-bar.h"

#include <glib/gi18n.h>

#include "poise-accessible.h"
#include "poise-document-corrections.h"
#include "poise-document-tags.h"
#include "poise-focus.h"
#include "poise-tag-popover.h"
#include "poise-tags.h"

struct _PoiseTagBar
{
  GtkWidget parent_instance;

  /* Template */
  AdwWrapBox *box;
  GtkMenuButton *add_button;
  AdwButtonContent *add_content;

  /* Owned */
  PoiseContext *context;
  PoiseDocument *document;
  GStrv shown; /* (nullable): the tags that have a chip */

  GtkWidget *asked_from; /* a weak pointer: who asked by keyboard goes on there */
};

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseTagBar, poise_tag_bar, GTK_TYPE_WIDGET)

#define TAG_KEY "tag"

/* ---- what the entry has ---- */

static void
remove_cb (GtkWidget *button, PoiseTagBar *self)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), TAG_KEY));

  poise_document_remove_tag (self->document, tag);
}

static GtkWidget *
make_remove_button (PoiseTagBar *self, const char *tag)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a word by which the person sorts entries. */
  g_autofree char *name = g_strdup_printf (_ ("Remove the Tag “%s”"), tag);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  poise_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), TAG_KEY, g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

static GtkWidget *
make_chip (PoiseTagBar *self, const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (chip, "tag-chip");
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), make_remove_button (self, tag));
  return chip;
}

static void
clear_chips (PoiseTagBar *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->box))) !=
         GTK_WIDGET (self->add_button))
    adw_wrap_box_remove (self->box, chip);
}

/* The field in which a tag is typed is the adding button's: it stays. */
static gboolean
has_focus_on_chip (PoiseTagBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->box)) &&
         focus != GTK_WIDGET (self->add_button) &&
         !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->add_button));
}

static gboolean
note_shown (PoiseTagBar *self, const char *const *tags)
{
  if (self->shown != NULL && g_strv_equal ((const char *const *) self->shown, tags))
    return FALSE;
  g_strfreev (self->shown);
  self->shown = g_strdupv ((char **) tags);
  return TRUE;
}

/* The keyboard stays in the bar when the button goes on which it was. */
static void
show_tags (PoiseTagBar *self)
{
  const char *const *tags = poise_document_get_tags (self->document);
  GtkWidget *last = NULL;

  if (!note_shown (self, tags))
    return;
  if (has_focus_on_chip (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  clear_chips (self);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *chip = make_chip (self, tags[i]);

      adw_wrap_box_insert_child_after (self->box, chip, last);
      last = chip;
    }
  /* Beside others a sign says enough. */
  adw_button_content_set_label (self->add_content, last == NULL ? _ ("Tag") : "");
}

/* ---- adding one ---- */

/* It is seen to be there, but not heard. */
static void
announce (PoiseTagBar *self, const char *tag)
{
  /* Translators: %s is a word by which the person sorts entries. */
  g_autofree char *words = g_strdup_printf (_ ("Tag “%s” added"), tag);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
chosen_cb (PoiseTagBar *self, const char *word)
{
  g_autofree char *tag = poise_tags_clean (word);

  if (tag == NULL || poise_tags_contain (poise_document_get_tags (self->document), tag))
    return;
  poise_document_add_tag (self->document, tag);
  announce (self, tag);
}

static gboolean
go_back_cb (gpointer data)
{
  PoiseTagBar *self = data;
  GtkWidget *asked_from = self->asked_from;

  g_clear_weak_pointer (&self->asked_from);
  if (asked_from != NULL)
    poise_focus_give (asked_from);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
  return G_SOURCE_REMOVE;
}

/* GTK has its own place for the focus, which it is given first. */
static void
popover_closed_cb (PoiseTagBar *self)
{
  if (self->asked_from != NULL)
    g_idle_add_full (G_PRIORITY_HIGH, go_back_cb, g_object_ref (self), g_object_unref);
}

/* When it is first opened: today's page does not wait for it. */
static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  PoiseTagBar *self = data;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = poise_tag_popover_new (self->context, self->document);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

/* ---- life ---- */

static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return poise_document_undo (POISE_TAG_BAR (widget)->document);
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return poise_document_redo (POISE_TAG_BAR (widget)->document);
}

static void
poise_tag_bar_dispose (GObject *object)
{
  PoiseTagBar *self = POISE_TAG_BAR (object);

  g_clear_weak_pointer (&self->asked_from);
  gtk_widget_dispose_template (GTK_WIDGET (object), POISE_TYPE_TAG_BAR);
  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (poise_tag_bar_parent_class)->dispose (object);
}

static void
poise_tag_bar_finalize (GObject *object)
{
  g_strfreev (POISE_TAG_BAR (object)->shown);

  G_OBJECT_CLASS (poise_tag_bar_parent_class)->finalize (object);
}

static void
poise_tag_bar_class_init (PoiseTagBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_tag_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_tag_bar_finalize;

  /**
   * PoiseTagBar::answered:
   * @self: the bar
   *
   * What poise_tag_bar_ask() asked for was given, or not, and the keyboard is back where it was.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", POISE_TYPE_TAG_BAR, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb,
                                NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/write/poise-tag-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseTagBar, box);
  gtk_widget_class_bind_template_child (widget_class, PoiseTagBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, PoiseTagBar, add_content);
}

static void
poise_tag_bar_init (PoiseTagBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  poise_accessible_set_name (GTK_WIDGET (self->add_button), _ ("Add a Tag"));
  gtk_menu_button_set_create_popup_func (self->add_button, create_popover_cb, self, NULL);
}

/**
 * poise_tag_bar_set_document:
 * @self: a bar
 * @context: what it works with
 * @document: what is open
 *
 * Tells the bar whose tags it shows; once.
 */
void
poise_tag_bar_set_document (PoiseTagBar *self, PoiseContext *context, PoiseDocument *document)
{
  g_return_if_fail (POISE_IS_TAG_BAR (self));
  g_return_if_fail (self->document == NULL && POISE_IS_DOCUMENT (document));

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::tags", G_CALLBACK (show_tags), self,
                           G_CONNECT_SWAPPED);
  show_tags (self);
}

/**
 * poise_tag_bar_ask:
 * @self: a bar
 *
 * Asks for another tag, and gives the keyboard back to where it was.
 */
void
poise_tag_bar_ask (PoiseTagBar *self)
{
  g_return_if_fail (POISE_IS_TAG_BAR (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || gtk_menu_button_get_active (self->add_button))
    return;
  g_set_weak_pointer (&self->asked_from,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_menu_button_popup (self->add_button);
}
