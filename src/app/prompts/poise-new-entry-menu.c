/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-new-entry-menu.h"

#include <glib/gi18n.h>

#include "poise-form.h"

/* What is called at greater length is cut, or the menu would be wider than the window. */
#define MAX_CHARS 36

/* Of what the person wrote: no letter of it is underlined. */
static char *
make_label (const PoisePrompt *form)
{
  g_autofree char *name = poise_prompt_get_name (form);
  g_autofree char *start = NULL;
  g_autoptr (GString) label = NULL;
  gboolean is_long = g_utf8_strlen (name, -1) > MAX_CHARS;

  start = g_utf8_substring (name, 0, is_long ? MAX_CHARS - 1 : -1);
  label = g_string_new (start);
  g_string_replace (label, "_", "__", 0);
  if (is_long)
    g_string_append (label, "…");
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
append_form (GMenu *menu, const char *label, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.new-form", "s", id);
  g_menu_append_item (menu, item);
}

/* The form that Poise brings along, and below it the person's own. */
static void
fill (GMenu *menu, PoisePromptSet *prompts)
{
  GPtrArray *own = poise_prompt_set_get_own (prompts);

  g_menu_remove_all (menu);
  /* Translators: an entry with three questions, for after a meeting, a talk, an incident. */
  append_form (menu, _ ("After an _Event"), POISE_FORM_AFTER_EVENT);
  for (guint i = 0; i < own->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (own, i);
      g_autofree char *label = NULL;
      g_autofree char *id = NULL;

      if (!poise_prompt_is_form (prompt))
        continue;
      label = make_label (prompt);
      id = poise_form_get_id (prompt);
      append_form (menu, label, id);
    }
}

static void
append_action (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

/**
 * poise_new_entry_menu_new:
 * @prompts: the questions, with the person's own forms
 *
 * Returns: (transfer full): a menu that follows what @prompts has
 */
GMenuModel *
poise_new_entry_menu_new (PoisePromptSet *prompts)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) forms = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  fill (forms, prompts);
  g_signal_connect_object (prompts, "changed", G_CALLBACK (fill), forms, G_CONNECT_SWAPPED);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (forms));
  /* Translators: a new entry that answers a question on one’s strengths. */
  append_action (others, _ ("_Morning Question"), "win.morning-question");
  append_action (others, _ ("Your _Questions…"), "win.show-prompts");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}
