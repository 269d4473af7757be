/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-shortcuts-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "poise-shortcuts.h"

struct _PoiseShortcutsDialog
{
  AdwDialog parent_instance;

  /* Template */
  GtkEditable *search;
  GtkStack *stack;
  AdwPreferencesPage *page;

  /* Owned */
  GPtrArray *groups;
};

G_DEFINE_FINAL_TYPE (PoiseShortcutsDialog, poise_shortcuts_dialog, ADW_TYPE_DIALOG)

/* A group's rows; the group owns them. */
#define ROWS_DATA "poise-rows"
/* What is looked through for a row: its title and its keys. */
#define WORDS_DATA "poise-word-count"

/* ---- keys ---- */

static void
add_keycap (GtkWidget *box, const char *label)
{
  GtkWidget *cap = gtk_label_new (label);

  gtk_widget_add_css_class (cap, "keycap");
  gtk_box_append (GTK_BOX (box), cap);
}

/* As the platform spells it: “Ctrl”. */
static void
add_modifier (GtkWidget *box, GdkModifierType modifier)
{
  g_autofree char *label = gtk_accelerator_get_label (0, modifier);
  char *plus = strrchr (label, '+');

  if (plus != NULL && plus != label)
    *plus = '\0';
  add_keycap (box, label);
}

/* The style of the platform's own list of keys. To a screen reader it is one thing. */
static GtkWidget *
create_keycaps (guint key, GdkModifierType modifiers, const char *label)
{
  static const GdkModifierType order[] = { GDK_CONTROL_MASK, GDK_SHIFT_MASK, GDK_ALT_MASK };
  GtkWidget *box =
    g_object_new (GTK_TYPE_BOX, "css-name", "shortcut", "spacing", 6, "valign", GTK_ALIGN_CENTER,
                  "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  g_autofree char *name = gtk_accelerator_get_label (key, 0);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (modifiers & order[i])
      add_modifier (box, order[i]);
  add_keycap (box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return box;
}

/* ---- the list ---- */

static GtkWidget *
create_row (const PoiseShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  guint key;
  GdkModifierType modifiers;
  g_autofree char *label = NULL;

  gtk_accelerator_parse (shortcut->keys[0], &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keycaps (key, modifiers, label));
  g_object_set_data_full (G_OBJECT (row), WORDS_DATA,
                          g_strdup_printf ("%s %s", _ (shortcut->title), label), g_free);
  return row;
}

static void
add_group (PoiseShortcutsDialog *self, const PoiseShortcutSection *section)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *rows = g_ptr_array_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (section->title));
  for (const PoiseShortcut *s = section->shortcuts; s->title != NULL; s++)
    {
      GtkWidget *row = create_row (s);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (rows, row);
    }
  g_object_set_data_full (G_OBJECT (group), ROWS_DATA, rows, (GDestroyNotify) g_ptr_array_unref);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

/* ---- finding ---- */

static gboolean
matches (GtkWidget *row, const char *words)
{
  g_autofree char *text = g_utf8_casefold (g_object_get_data (G_OBJECT (row), WORDS_DATA), -1);
  g_autofree char *looked_for = g_utf8_casefold (words, -1);

  return strstr (text, g_strstrip (looked_for)) != NULL;
}

static gboolean
filter_group (GtkWidget *group, const char *words)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), ROWS_DATA);
  gboolean any = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      gboolean is_found = matches (row, words);

      gtk_widget_set_visible (row, is_found);
      any = any || is_found;
    }
  gtk_widget_set_visible (group, any);
  return any;
}

static void
search_cb (PoiseShortcutsDialog *self)
{
  const char *words = gtk_editable_get_text (self->search);
  gboolean any = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    any = filter_group (g_ptr_array_index (self->groups, i), words) || any;
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

/* Escape ends a search first. */
static void
stop_cb (PoiseShortcutsDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* ---- virtual functions ---- */

static void
poise_shortcuts_dialog_dispose (GObject *object)
{
  PoiseShortcutsDialog *self = POISE_SHORTCUTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POISE_TYPE_SHORTCUTS_DIALOG);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_shortcuts_dialog_parent_class)->dispose (object);
}

static void
poise_shortcuts_dialog_class_init (PoiseShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = poise_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/poise_journal/Poise/window/poise-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PoiseShortcutsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, PoiseShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PoiseShortcutsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
poise_shortcuts_dialog_init (PoiseShortcutsDialog *self)
{
  guint n;
  const PoiseShortcutSection *sections = poise_shortcuts_list (&n);

  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    add_group (self, &sections[i]);
}

/**
 * poise_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
poise_shortcuts_dialog_new (void)
{
  return g_object_new (POISE_TYPE_SHORTCUTS_DIALOG, NULL);
}
