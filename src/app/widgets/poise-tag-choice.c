/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-choice.h"

/**
 * poise_tag_choice_set_tags:
 * @drop_down: one of a #GtkStringList, whose first row is any
 * @tags: (array zero-terminated=1): the tags
 *
 * Offers @tags. What was chosen stays so if it is among them. Without tags there is
 * nothing to choose, and nothing is shown.
 */
void
poise_tag_choice_set_tags (GtkDropDown *drop_down, const char *const *tags)
{
  GtkStringList *list;
  guint n;
  g_autofree char *chosen = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) && tags != NULL);

  list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  chosen = g_strdup (poise_tag_choice_get_tag (drop_down));
  gtk_string_list_splice (list, 1, n - 1, tags);
  poise_tag_choice_choose (drop_down, chosen);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), *tags != NULL);
}

/**
 * poise_tag_choice_get_tag:
 * @drop_down: one that has such rows
 *
 * Returns: (transfer none) (nullable): the tag that was chosen; %NULL for any
 */
const char *
poise_tag_choice_get_tag (GtkDropDown *drop_down)
{
  guint row;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down), NULL);

  row = gtk_drop_down_get_selected (drop_down);
  if (row == 0 || row == GTK_INVALID_LIST_POSITION)
    return NULL;
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)), row);
}

/**
 * poise_tag_choice_choose:
 * @drop_down: one that has such rows
 * @tag: (nullable): a tag; %NULL for any
 *
 * Chooses @tag, or any where it is not offered.
 */
void
poise_tag_choice_choose (GtkDropDown *drop_down, const char *tag)
{
  GtkStringList *list;
  guint row = 0;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  for (guint i = 1; tag != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (g_str_equal (gtk_string_list_get_string (list, i), tag))
      row = i;
  gtk_drop_down_set_selected (drop_down, row);
}
