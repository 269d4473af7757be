/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-two-texts.h"

#include <glib/gi18n.h>

static GtkWidget *
make_text (const char *title, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
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

static void
response_cb (PoiseDocument *document, const char *response)
{
  gboolean keeps_both = g_str_equal (response, "both");

  if (g_str_equal (response, "later"))
    return;
  poise_document_settle (document, keeps_both || g_str_equal (response, "mine"),
                         keeps_both || g_str_equal (response, "other"));
}

/**
 * poise_two_texts_ask:
 * @document: a document with two texts
 * @parent: in whose window it asks
 *
 * Shows both texts, and does what the person chooses.
 */
void
poise_two_texts_ask (PoiseDocument *document, GtkWidget *parent)
{
  AdwDialog *dialog;
  GtkWidget *texts;

  g_return_if_fail (poise_document_get_replaced (document) != NULL);

  dialog = adw_alert_dialog_new (_ ("Two Texts of This Entry"), NULL);
  texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (texts),
                  make_text (_ ("Written Here"), poise_document_get_text_of (document, FALSE)));
  gtk_box_append (GTK_BOX (texts),
                  make_text (_ ("Written Elsewhere"), poise_document_get_text_of (document, TRUE)));
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
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), document,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}
