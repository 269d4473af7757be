/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-accessible.h"

#include <glib/gi18n.h>

#include "poise-choice-items.h"

/**
 * poise_accessible_set_name:
 * @widget: a widget, perhaps a button with a label
 * @name: what a screen reader calls it
 *
 * Names a widget, whatever stands on it. In newer GTK a button is labelled by
 * its label, which would win over a name (Accessible Name and Description
 * Computation 1.2, step 2B). In a menu button and a split button the keyboard is
 * on the button inside, which is named as well.
 */
void
poise_accessible_set_name (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (GTK_IS_MENU_BUTTON (widget) || ADW_IS_SPLIT_BUTTON (widget))
    poise_accessible_set_name (gtk_widget_get_first_child (widget), name);
}

static void
name_choice_cb (GtkDropDown *drop_down, GParamSpec *pspec, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  GtkStringObject *item = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *words = NULL;

  g_return_if_fail (button != NULL);

  /* Translators: for screen readers: what is chosen here, as “Range”, then what was chosen. */
  words = item == NULL ? g_strdup (name)
                       : g_strdup_printf (C_ ("drop-down", "%1$s: %2$s"), name,
                                          gtk_string_object_get_string (item));
  poise_accessible_set_name (GTK_WIDGET (drop_down), words);
  poise_accessible_set_name (button, words);
}

/**
 * poise_accessible_name_drop_down:
 * @drop_down: one of strings
 * @name: what a screen reader calls it
 *
 * Names a drop-down by what it is for and what was chosen, and its items. The keyboard is on the
 * button inside: older GTK gives it no name, newer its drop-down's.
 */
void
poise_accessible_name_drop_down (GtkDropDown *drop_down, const char *name)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) && name != NULL);

  poise_choice_items_name (GTK_WIDGET (drop_down));
  g_signal_connect_data (drop_down, "notify::selected-item", G_CALLBACK (name_choice_cb),
                         g_strdup (name), (GClosureNotify) (void (*) (void)) g_free, 0);
  name_choice_cb (drop_down, NULL, name);
}

/* “_Write” without its mark, and “書く(_W)”, in scripts whose letters are on no key, without all of
 * it. */
static char *
strip_mnemonic (const char *title)
{
  g_autoptr (GRegex) marks =
    g_regex_new ("\\s*\\(_.\\)|_", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return g_regex_replace_literal (marks, title, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
}

/**
 * poise_accessible_name_pages:
 * @stack: a stack whose titles have mnemonics
 *
 * Names the pages, which libadwaita calls by their titles as they are written.
 */
void
poise_accessible_name_pages (AdwViewStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  g_return_if_fail (ADW_IS_VIEW_STACK (stack));

  pages = adw_view_stack_get_pages (stack);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      g_autofree char *name = strip_mnemonic (adw_view_stack_page_get_title (page));

      gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}
