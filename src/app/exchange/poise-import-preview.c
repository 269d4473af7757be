/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-import-preview.h"

#include <glib/gi18n.h>

/* More rows than these are only counted. */
#define MAX_ROWS 50

static GtkWidget *
add_group (GtkBox *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (box, group);
  return group;
}

/* What is left out is told within a sentence elsewhere. */
static char *
begin_upper (const char *words)
{
  const char *rest = g_utf8_next_char (words);
  g_autofree char *first = g_utf8_strup (words, rest - words);

  return g_strconcat (first, rest, NULL);
}

static void
add_row (GtkWidget *group, const char *title, const char *subtitle, guint count)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (count > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", count);
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_summary (GtkBox *box, const PoiseImportPlan *plan)
{
  guint n = plan->entries->len;
  g_autofree char *title = n > 0
                             ? g_strdup_printf (ngettext ("%u new entry", "%u new entries", n), n)
                             : g_strdup (_ ("Nothing new"));
  g_autofree char *description = NULL;
  GtkWidget *group;

  if (n > 0)
    {
      g_autofree char *first = poise_day_to_words (plan->first);
      g_autofree char *last = poise_day_to_words (plan->last);

      description = g_strdup_printf (
        /* Translators: how many days, and the first and the last of them. */
        ngettext ("On %1$u day, from %2$s to %3$s", "On %1$u days, from %2$s to %3$s",
                  plan->n_days),
        plan->n_days, first, last);
    }
  group = add_group (box, title, description);
  if (plan->n_present > 0)
    add_row (group, _ ("In your journal already"), NULL, plan->n_present);
  if (plan->n_changed > 0)
    add_row (group, _ ("In your journal in another version"), _ ("Yours stays as it is."),
             plan->n_changed);
}

static void
add_losses (GtkBox *box, const PoiseImport *import)
{
  GtkWidget *group;

  if (import->losses->len == 0)
    return;
  group = add_group (box, _ ("Left Out"), _ ("Poise has no place for these."));
  for (guint i = 0; i < import->losses->len; i++)
    {
      const PoiseImportLoss *loss = g_ptr_array_index (import->losses, i);

      g_autofree char *what = begin_upper (loss->what);

      add_row (group, what, NULL, loss->count);
    }
}

static void
add_notes (GtkBox *box, const char *title, const char *description, GPtrArray *notes)
{
  GtkWidget *group;

  if (notes->len == 0)
    return;
  group = add_group (box, title, description);
  for (guint i = 0; i < MIN (notes->len, MAX_ROWS); i++)
    {
      const PoiseImportNote *note = g_ptr_array_index (notes, i);
      g_autofree char *place = NULL;

      if (note->file != NULL && note->line > 0)
        /* Translators: a file's name and the number of a line in it. */
        place = g_strdup_printf (_ ("%s, line %u"), note->file, note->line);
      if (note->file != NULL)
        add_row (group, place != NULL ? place : note->file, note->message, 0);
      else
        add_row (group, note->message, NULL, 0);
    }
  if (notes->len > MAX_ROWS)
    add_row (group, _ ("More like these"), NULL, notes->len - MAX_ROWS);
}

/**
 * poise_import_preview_fill:
 * @box: where it is shown
 * @import: what was read
 * @plan: what is new
 *
 * Shows what an import would do.
 */
void
poise_import_preview_fill (GtkBox *box, const PoiseImport *import, const PoiseImportPlan *plan)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  add_summary (box, plan);
  add_notes (box, _ ("Could Not Be Read"),
             _ ("You can import the rest, or mend the file and choose it again: nothing comes in "
                "twice."),
             import->problems);
  add_losses (box, import);
  add_notes (box, _ ("Good to Know"), NULL, import->notes);
}
