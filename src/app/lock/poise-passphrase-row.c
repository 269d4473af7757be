/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-passphrase-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOT "•"

struct _PoisePassphraseRow
{
  AdwEntryRow parent_instance;

  GtkText *text;   /* in the row */
  GtkWidget *show; /* a button */
  GtkWidget *caps_lock;
  GdkDevice *keyboard; /* owned; while the row is realized */
};

static void init_accessible_text (GtkAccessibleTextInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PoisePassphraseRow,
                               poise_passphrase_row,
                               ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT,
                                                      init_accessible_text))

/* ---- what others are told ---- */

static GBytes *
make_dots (gsize n)
{
  GString *dots = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (dots, DOT);
  return g_string_free_to_bytes (dots);
}

static gsize
get_length (PoisePassphraseRow *self)
{
  return self->text != NULL ? gtk_text_get_text_length (self->text) : 0;
}

static GBytes *
get_contents (GtkAccessibleText *accessible, unsigned int start, unsigned int end)
{
  gsize length = get_length (POISE_PASSPHRASE_ROW (accessible));
  gsize last = MIN (end, length);

  return make_dots (start < last ? last - start : 0);
}

static GBytes *
get_contents_at (GtkAccessibleText *accessible,
                 unsigned int offset,
                 GtkAccessibleTextGranularity granularity,
                 unsigned int *start,
                 unsigned int *end)
{
  gsize length = get_length (POISE_PASSPHRASE_ROW (accessible));

  *start =
    granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER ? (guint) MIN (offset, length) : 0;
  *end = granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER
           ? (guint) MIN ((gsize) offset + 1, length)
           : (guint) length;
  return make_dots (*end - *start);
}

static unsigned int
get_caret_position (GtkAccessibleText *accessible)
{
  PoisePassphraseRow *self = POISE_PASSPHRASE_ROW (accessible);

  return self->text != NULL ? (guint) gtk_editable_get_position (GTK_EDITABLE (self->text)) : 0;
}

static gboolean
get_selection (GtkAccessibleText *accessible, gsize *n_ranges, GtkAccessibleTextRange **ranges)
{
  return FALSE;
}

static gboolean
get_attributes (GtkAccessibleText *accessible,
                unsigned int offset,
                gsize *n_ranges,
                GtkAccessibleTextRange **ranges,
                char ***names,
                char ***values)
{
  return FALSE;
}

static void
init_accessible_text (GtkAccessibleTextInterface *interface)
{
  interface->get_contents = get_contents;
  interface->get_contents_at = get_contents_at;
  interface->get_caret_position = get_caret_position;
  interface->get_selection = get_selection;
  interface->get_attributes = get_attributes;
}

/* ---- the buttons ---- */

static void
show_visibility (PoisePassphraseRow *self)
{
  gboolean is_visible = gtk_text_get_visibility (self->text);

  gtk_button_set_icon_name (GTK_BUTTON (self->show),
                            is_visible ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->show,
                               is_visible ? _ ("Hide Passphrase") : _ ("Show Passphrase"));
}

static void
show_clicked_cb (PoisePassphraseRow *self)
{
  gtk_text_set_visibility (self->text, !gtk_text_get_visibility (self->text));
  show_visibility (self);
}

static void
show_caps_lock (PoisePassphraseRow *self)
{
  gtk_widget_set_visible (self->caps_lock, self->keyboard != NULL &&
                                             gtk_widget_has_focus (GTK_WIDGET (self->text)) &&
                                             gdk_device_get_caps_lock_state (self->keyboard));
}

static void
add_suffixes (PoisePassphraseRow *self)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (self);

  self->caps_lock = gtk_image_new_from_icon_name ("caps-lock-symbolic");
  gtk_widget_set_tooltip_text (self->caps_lock, _ ("Caps Lock Is On"));
  gtk_widget_set_visible (self->caps_lock, FALSE);
  adw_entry_row_add_suffix (row, self->caps_lock);
  self->show = gtk_button_new ();
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->show, "flat");
  g_signal_connect_object (self->show, "clicked", G_CALLBACK (show_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (row, self->show);
}

/* ---- virtual functions ---- */

static void
poise_passphrase_row_realize (GtkWidget *widget)
{
  PoisePassphraseRow *self = POISE_PASSPHRASE_ROW (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  GTK_WIDGET_CLASS (poise_passphrase_row_parent_class)->realize (widget);
  if (seat == NULL || !g_set_object (&self->keyboard, gdk_seat_get_keyboard (seat)))
    return;
  g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (show_caps_lock),
                           self, G_CONNECT_SWAPPED);
  show_caps_lock (self);
}

static void
poise_passphrase_row_unrealize (GtkWidget *widget)
{
  PoisePassphraseRow *self = POISE_PASSPHRASE_ROW (widget);

  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_func (self->keyboard, show_caps_lock, self);
  g_clear_object (&self->keyboard);
  GTK_WIDGET_CLASS (poise_passphrase_row_parent_class)->unrealize (widget);
}

static void
poise_passphrase_row_dispose (GObject *object)
{
  POISE_PASSPHRASE_ROW (object)->text = NULL;

  G_OBJECT_CLASS (poise_passphrase_row_parent_class)->dispose (object);
}

static void
poise_passphrase_row_class_init (PoisePassphraseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_passphrase_row_dispose;
  GTK_WIDGET_CLASS (klass)->realize = poise_passphrase_row_realize;
  GTK_WIDGET_CLASS (klass)->unrealize = poise_passphrase_row_unrealize;
}

static void
poise_passphrase_row_init (PoisePassphraseRow *self)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  self->text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  /* Its memory is not swapped out, and wiped. */
  gtk_text_set_buffer (self->text, buffer);
  gtk_text_set_visibility (self->text, FALSE);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), GTK_INPUT_PURPOSE_PASSWORD);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self), GTK_INPUT_HINT_NO_SPELLCHECK |
                                                         GTK_INPUT_HINT_NO_EMOJI |
                                                         GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_object (self->text, "notify::has-focus", G_CALLBACK (show_caps_lock), self,
                           G_CONNECT_SWAPPED);
  add_suffixes (self);
  show_visibility (self);
}
