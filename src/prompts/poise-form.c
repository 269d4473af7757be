/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* ---- own forms ---- */

/**
 * poise_prompt_is_form:
 * @prompt: a question
 *
 * Returns: %TRUE if it is several, to be answered in one entry
 */
gboolean
poise_prompt_is_form (const PoisePrompt *prompt)
{
  g_return_val_if_fail (prompt != NULL, FALSE);

  return prompt->is_own && strchr (prompt->text, '\n') != NULL;
}

/**
 * poise_prompt_get_name:
 * @prompt: a question, or a form
 *
 * Returns: (transfer full): the question, or what the form is called
 */
char *
poise_prompt_get_name (const PoisePrompt *prompt)
{
  const char *text = poise_prompt_get_text (prompt);

  return g_strndup (text, strcspn (text, "\n"));
}

/**
 * poise_form_get_id:
 * @prompt: an own form
 *
 * Returns: (transfer full): the id by which poise_form_begin() knows it
 */
char *
poise_form_get_id (const PoisePrompt *prompt)
{
  return g_strconcat (ID_PREFIX, prompt->id, NULL);
}

/* ---- an entry ---- */

static void
append_question (GString *text, const char *question)
{
  g_string_append_printf (text, "%s" POISE_HEADING "%s\n", text->len > 0 ? "\n\n" : "", question);
}

static char *
make_text (const Form *form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; form->questions[i] != NULL; i++)
    append_question (text, _ (form->questions[i]));
  return g_string_free (text, FALSE);
}

static char *
make_own_text (const PoisePrompt *prompt)
{
  g_auto (GStrv) lines = g_strsplit (prompt->text, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 1; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      append_question (text, lines[i]);
  return g_string_free (text, FALSE);
}

/**
 * poise_form_begin:
 * @entry: an empty entry
 * @prompts: the person's own forms
 * @id: a form's id, as %POISE_FORM_AFTER_EVENT
 *
 * Gives @entry the form's questions as headings, with room for an answer below each.
 *
 * Returns: %TRUE if there is such a form
 */
gboolean
poise_form_begin (PoiseEntry *entry, PoisePromptSet *prompts, const char *id)
{
  const Form *form = find_form (id);
  const PoisePrompt *own = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (POISE_IS_ENTRY (entry), FALSE);

  if (form == NULL && g_str_has_prefix (id, ID_PREFIX))
    own = poise_prompt_set_lookup (prompts, id + strlen (ID_PREFIX));
  if (form == NULL && (own == NULL || !poise_prompt_is_form (own)))
    return FALSE;
  text = form != NULL ? make_text (form) : make_own_text (own);
  title = form != NULL ? g_strdup (_ (form->title)) : poise_prompt_get_name (own);
  poise_entry_set_prompt (entry, id, title);
  poise_entry_set_text (entry, text);
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
