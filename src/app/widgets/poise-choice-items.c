/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-choice-items.h"

#include <adwaita.h>

/* What a widget is made of, of one type. */
static GtkWidget *
find_within (GtkWidget *widget, GType type)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_within (child, type);
  return found;
}

/* Shown where the item is the one that was chosen. */
static void
show_check (GtkListItem *item, GtkWidget *chooser)
{
  g_autoptr (GObject) chosen = NULL;
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  g_object_get (chooser, "selected-item", &chosen, NULL);
  gtk_widget_set_opacity (check, chosen == gtk_list_item_get_item (item) ? 1.0 : 0.0);
}

static void
chosen_cb (GtkWidget *chooser, GParamSpec *pspec, GtkListItem *item)
{
  show_check (item, chooser);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *chooser)
{
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_list_item_set_accessible_label (item, words);
  g_signal_connect_object (chooser, "notify::selected-item", G_CALLBACK (chosen_cb), item, 0);
  show_check (item, chooser);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *chooser)
{
  g_signal_handlers_disconnect_by_func (chooser, chosen_cb, item);
}

/* Where one searches, the keyboard is in the field above the items. */
static void
opened_cb (GtkWidget *chooser, GtkWidget *popover)
{
  GtkWidget *list = find_within (popover, GTK_TYPE_LIST_VIEW);
  gboolean is_searched = TRUE;
  guint chosen = GTK_INVALID_LIST_POSITION;

  g_object_get (chooser, "selected", &chosen, "enable-search", &is_searched, NULL);
  if (list != NULL && !is_searched && chosen != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), chosen, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* GTK 4.18 begins at the first item, or where the keyboard was last. */
static void
begin_at_chosen (GtkWidget *chooser)
{
  GtkWidget *popover = find_within (chooser, GTK_TYPE_POPOVER);

  if (popover != NULL)
    g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), chooser, G_CONNECT_SWAPPED);
}

/* libadwaita 1.7 does so only at the next choice; and a subtitle that a row has of its own comes
 * back. */
static void
show_subtitle_cb (AdwComboRow *row, GParamSpec *pspec, const char *subtitle)
{
  GObject *chosen = adw_combo_row_get_selected_item (row);
  gboolean is_shown = adw_combo_row_get_use_subtitle (row) && GTK_IS_STRING_OBJECT (chosen);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_shown ? gtk_string_object_get_string (GTK_STRING_OBJECT (chosen))
                                        : subtitle);
}

/**
 * poise_choice_items_name:
 * @chooser: a #GtkDropDown or an #AdwComboRow of strings
 *
 * Names the items that it offers. GTK gives them no names of their own (4.18):
 * a screen reader that goes through them would say “list item” to each. The keyboard begins at
 * the one that was chosen. A row whose choice comes to stand below its title shows it there at
 * once.
 */
void
poise_choice_items_name (GtkWidget *chooser)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_WIDGET (chooser));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), chooser, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), chooser, 0);
  g_object_set (chooser, "list-factory", factory, NULL);
  begin_at_chosen (chooser);
  if (ADW_IS_COMBO_ROW (chooser))
    g_signal_connect_data (chooser, "notify::use-subtitle", G_CALLBACK (show_subtitle_cb),
                           g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (chooser))),
                           (GClosureNotify) (void (*) (void)) g_free, 0);
}
