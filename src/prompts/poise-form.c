/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-heading.h"
#include "poise-text-walk.h"

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

/* The answer below the last of the form's questions, where that stands; else the third one. */
static const PoiseAnswer *
find_next_time (GArray *answers, const char *text)
{
  const char *question = _ (forms[0].questions[MAX_QUESTIONS - 1]);

  for (guint i = 0; i < answers->len; i++)
    {
      const PoiseAnswer *answer = &g_array_index (answers, PoiseAnswer, i);
      const char *line = g_utf8_offset_to_pointer (text, answer->heading);
      g_autofree char *words = poise_heading_get_words (line, strcspn (line, "\n"));

      if (g_str_equal (words, question))
        return answer;
    }
  return answers->len == MAX_QUESTIONS ? &g_array_index (answers, PoiseAnswer, MAX_QUESTIONS - 1)
                                       : NULL;
}

static char *
cut_line (const char *text, guint start, guint end)
{
  g_autofree char *answer = g_utf8_substring (text, start, end);
  char *line = g_strchug (answer);

  line[strcspn (line, "\n")] = '\0';
  return g_strdup (g_strchomp (line));
}

/**
 * poise_form_has_next_time:
 * @entry: an entry
 * @at: a place in its text, in characters
 *
 * Returns: whether @at lies in the third answer after an event, which says what is done next time
 */
gboolean
poise_form_has_next_time (PoiseEntry *entry, guint at)
{
  g_autoptr (GArray) answers = NULL;
  const PoiseAnswer *answer;

  if (g_strcmp0 (poise_entry_get_prompt_id (entry), POISE_FORM_AFTER_EVENT) != 0)
    return FALSE;
  answers = poise_heading_find_answers (poise_entry_get_text (entry));
  answer = find_next_time (answers, poise_entry_get_text (entry));
  return answer != NULL && answer->start <= at && at < answer->end;
}

/**
 * poise_form_get_next_time:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): what the person does next time, by the first line of the
 *   third answer after an event; %NULL where it is not answered, or another entry
 */
char *
poise_form_get_next_time (PoiseEntry *entry)
{
  const char *text = poise_entry_get_text (entry);
  g_autoptr (GArray) answers = NULL;
  g_autofree char *words = NULL;
  const PoiseAnswer *answer;

  if (g_strcmp0 (poise_entry_get_prompt_id (entry), POISE_FORM_AFTER_EVENT) != 0)
    return NULL;
  answers = poise_heading_find_answers (text);
  answer = find_next_time (answers, text);
  if (answer != NULL)
    words = cut_line (text, answer->start, answer->end);
  return words != NULL && *words != '\0' ? g_steal_pointer (&words) : NULL;
}

/* The first sentence of the line that shows something says what the intention is about. */
static const PoiseSentenceTag *
find_coded (PoiseEntry *entry, const char *words)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));

  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *text = poise_text_walk_cut_whole (&walk, sentence->start, sentence->end);

      if (sentence->mode != POISE_MODE_NONE && text != NULL &&
          strstr (words, g_strstrip (text)) != NULL)
        return sentence;
    }
  return NULL;
}

/**
 * poise_form_make_intention:
 * @entry: an entry
 * @now: this moment
 * @day: the day that is
 *
 * Returns: (transfer full) (nullable): what poise_form_get_next_time() says as an intention
 */
PoiseIntention *
poise_form_make_intention (PoiseEntry *entry, GDateTime *now, PoiseDay day)
{
  g_autofree char *words = poise_form_get_next_time (entry);
  const PoiseSentenceTag *coded = words != NULL ? find_coded (entry, words) : NULL;

  if (words == NULL)
    return NULL;
  return poise_intention_new_now (now, words, coded != NULL ? coded->facet : POISE_FACET_NONE,
                                  coded != NULL ? coded->mode : POISE_MODE_NONE, day);
}

/**
 * poise_form_find:
 * @prompts: the person's own forms
 * @name: a form's id, with or without `form-`, or what an own one is called
 *
 * Returns: (transfer full) (nullable): the form's id, for poise_form_begin()
 */
char *
poise_form_find (PoisePromptSet *prompts, const char *name)
{
  const char *bare = g_str_has_prefix (name, ID_PREFIX) ? name + strlen (ID_PREFIX) : name;
  g_autofree char *id = g_strconcat (ID_PREFIX, bare, NULL);
  GPtrArray *own = poise_prompt_set_get_own (prompts);

  if (find_form (id) != NULL)
    return g_steal_pointer (&id);
  for (guint i = 0; i < own->len; i++)
    {
      const PoisePrompt *prompt = g_ptr_array_index (own, i);
      g_autofree char *title = poise_prompt_get_name (prompt);

      if (poise_prompt_is_form (prompt) &&
          (g_str_equal (prompt->id, bare) || g_str_equal (title, name)))
        return poise_form_get_id (prompt);
    }
  return NULL;
}

static void
collect_question_cb (const char *words, gboolean is_heading, gpointer data)
{
  if (is_heading)
    g_strv_builder_add (data, words);
}

/**
 * poise_form_list_questions:
 * @entry: an entry of a form
 *
 * Returns: (transfer full) (array zero-terminated=1): its questions
 */
GStrv
poise_form_list_questions (PoiseEntry *entry)
{
  g_autoptr (GStrvBuilder) questions = g_strv_builder_new ();

  poise_heading_foreach (poise_entry_get_text (entry), collect_question_cb, questions);
  return g_strv_builder_end (questions);
}

/**
 * poise_form_answer:
 * @entry: an entry of a form that was just begun
 * @answers: (array zero-terminated=1): an answer to each question, empty for none; there may be
 *   fewer than questions
 *
 * Writes the answers below their questions.
 */
void
poise_form_answer (PoiseEntry *entry, const char *const *answers)
{
  g_auto (GStrv) questions = poise_form_list_questions (entry);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_over = FALSE;

  for (guint i = 0; questions[i] != NULL; i++)
    {
      poise_heading_append (text, questions[i]);
      is_over = is_over || answers[i] == NULL;
      if (!is_over)
        g_string_append (text, answers[i]);
    }
  poise_entry_set_text (entry, text->str);
}
