/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-two-texts.h"

#include <glib/gi18n.h>

#include "poise-buffer-text.h"

/* The entry may be changed once more while the person compares. */
static void
show_text (PoiseDocument *document, GtkTextBuffer *buffer, gboolean is_other)
{
  if (poise_document_get_replaced (document) != NULL)
    poise_buffer_text_change (buffer, poise_document_get_text_of (document, is_other));
}

static void
show_mine_cb (PoiseDocument *document, GParamSpec *pspec, GtkTextBuffer *buffer)
{
  show_text (document, buffer, FALSE);
}

static void
show_other_cb (PoiseDocument *document, GParamSpec *pspec, GtkTextBuffer *buffer)
{
  show_text (document, buffer, TRUE);
}

static void
follow (GtkTextBuffer *buffer, PoiseDocument *document, gboolean is_other)
{
  GCallback show_cb = is_other ? G_CALLBACK (show_other_cb) : G_CALLBACK (show_mine_cb);

  show_text (document, buffer, is_other);
  g_signal_connect_object (document, "notify::text", show_cb, buffer, 0);
  g_signal_connect_object (document, "notify::replaced", show_cb, buffer, 0);
}

static GtkWidget *
make_text (PoiseDocument *document, const char *title, gboolean is_other)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  follow (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), document, is_other);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

/* Settled otherwise, or another entry is open: there is nothing to choose any more. */
static void
replaced_changed_cb (AdwDialog *dialog, GParamSpec *pspec, PoiseDocument *document)
{
  if (poise_document_get_replaced (document) == NULL)
    adw_dialog_force_close (dialog);
}

static void
response_cb (AdwDialog *dialog, const char *response, PoiseDocument *document)
{
  gboolean keeps_both = g_str_equal (response, "both");

  /* It closes by itself. */
  g_signal_handlers_disconnect_by_func (document, replaced_changed_cb, dialog);
  if (g_str_equal (response, "later"))
    return;
  poise_document_settle (document, keeps_both || g_str_equal (response, "mine"),
                         keeps_both || g_str_equal (response, "other"));
}

/**
 * poise_two_texts_new:
 * @document: a document with two texts
 *
 * Shows both texts as they are, does what the person chooses, and closes when there are two no
 * more.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_two_texts_new (PoiseDocument *document)
{
  AdwDialog *dialog;
  GtkWidget *texts;

  g_return_val_if_fail (poise_document_get_replaced (document) != NULL, NULL);

  dialog = adw_alert_dialog_new (_ ("Two Texts of This Entry"), NULL);
  texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (texts), make_text (document, _ ("Written Here"), FALSE));
  gtk_box_append (GTK_BOX (texts), make_text (document, _ ("Written Elsewhere"), TRUE));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), texts);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "later", _ ("_Later"), "mine",
                                  /* Translators: the text that was written in this window. */
                                  _ ("Keep _Mine"), "other",
                                  /* Translators: the text from another window or computer. */
                                  _ ("Keep _Other"), "both", _ ("Keep _Both"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "both",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "both");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), document, 0);
  g_signal_connect_object (document, "notify::replaced", G_CALLBACK (replaced_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  return dialog;
}
