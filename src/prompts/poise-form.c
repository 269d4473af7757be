/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-form.h"

#include <glib/gi18n-lib.h>

#include "poise-heading.h"

#define ID_PREFIX "form-"
#define MAX_QUESTIONS 3

/* What an entry of a form begins with. */
typedef struct
{
  const char *id;
  const char *title;
  const char *questions[MAX_QUESTIONS + 1];
} Form;

static const Form forms[] = {
  { POISE_FORM_AFTER_EVENT,
    /* Translators: a form with three questions, for after a meeting, a talk, an incident. */
    N_ ("After an Event"),
    { N_ ("What I did, and what came of it"), N_ ("What else explains it"),
      N_ ("What I do next time") } },
};

static const Form *
find_form (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].id, id))
      return &forms[i];
  return NULL;
}

/**
 * poise_form_begin:
 * @entry: an empty entry
 * @id: a form's id, as %POISE_FORM_AFTER_EVENT
 *
 * Gives @entry the form's questions as headings, with room for an answer below each.
 *
 * Returns: %TRUE if there is such a form
 */
gboolean
poise_form_begin (PoiseEntry *entry, const char *id)
{
  const Form *form = find_form (id);
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (form == NULL)
    return FALSE;
  for (guint i = 0; form->questions[i] != NULL; i++)
    g_string_append_printf (text, "%s" POISE_HEADING "%s\n", i > 0 ? "\n\n" : "",
                            _ (form->questions[i]));
  poise_entry_set_prompt (entry, id, _ (form->title));
  poise_entry_set_text (entry, text->str);
  return TRUE;
}

static void
note_answer_cb (const char *words, gboolean is_heading, gpointer data)
{
  gboolean *has_answer = data;

  *has_answer = *has_answer || !is_heading;
}

/**
 * poise_form_is_unanswered:
 * @entry: an entry
 *
 * Returns: %TRUE if it is an entry of a form in which nothing but headings stands
 */
gboolean
poise_form_is_unanswered (PoiseEntry *entry)
{
  const char *id = poise_entry_get_prompt_id (entry);
  gboolean has_answer = FALSE;

  if (id == NULL || !g_str_has_prefix (id, ID_PREFIX))
    return FALSE;
  poise_heading_foreach (poise_entry_get_text (entry), note_answer_cb, &has_answer);
  return !has_answer;
}
