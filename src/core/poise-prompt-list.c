/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "poise-prompts.h"

#define M POISE_MODE_MANAGEMENT
#define L POISE_MODE_LEADERSHIP
#define PURPOSE POISE_FACET_PURPOSE
#define CHANGE POISE_FACET_CHANGE
#define PEOPLE POISE_FACET_PEOPLE
#define MEANS POISE_FACET_MEANS
#define DECISIONS POISE_FACET_DECISIONS
#define COMMUNICATION POISE_FACET_COMMUNICATION

/* An id is written into entries and never given to another question. */
static const PoisePrompt prompts[] = {
  /* Translators: the following are questions that a person answers in their journal in five
   * minutes. Address the reader as a friend would. */
  { "purpose-01", PURPOSE, M,
    N_ ("What did you get organized today, and who knows what to do now?") },
  { "purpose-02", PURPOSE, M,
    N_ ("Which deadline or problem took most of your day, and what did you do about it?") },
  { "purpose-03", PURPOSE, M,
    N_ ("What will run more smoothly tomorrow because of something you did today?") },
  { "purpose-04", PURPOSE, L, N_ ("When did somebody hear from you today why the work matters?") },
  { "purpose-05", PURPOSE, L,
    N_ ("Where do you want the people around you to be in a year, and whom have you told?") },
  { "change-01", CHANGE, M, N_ ("What went out of order today, and how did you bring it back?") },
  { "change-02", CHANGE, M,
    N_ ("Which standard or promise did you keep today that nobody noticed?") },
  { "change-03", CHANGE, L,
    N_ ("What did you question today that everybody else takes for granted?") },
  { "change-04", CHANGE, L, N_ ("What did you try for the first time, or let others try?") },
  { "change-07", CHANGE, L, N_ ("What did you leave as it was today, and why?") },
  { "people-01", PEOPLE, M,
    N_ ("Whom did you give a task today, and how will you know that it is done?") },
  { "people-02", PEOPLE, M, N_ ("Whose work did you check or correct, and what did you say?") },
  { "people-03", PEOPLE, L, N_ ("Who grew a little today, and what was your part in it?") },
  { "people-04", PEOPLE, L, N_ ("Whom did you encourage or stand up for, and how?") },
  { "people-05", PEOPLE, L,
    N_ ("What did you hand over today that you could have done faster yourself?") },
  { "means-01", MEANS, M, N_ ("Which list, form or rule helped you today, or got in the way?") },
  { "means-02", MEANS, M, N_ ("What did you write down or set up so that it works without you?") },
  { "means-03", MEANS, L, N_ ("With whom did you spend time today without wanting anything?") },
  { "means-04", MEANS, L, N_ ("What did people see you do yourself today?") },
  { "means-05", MEANS, L, N_ ("What got done today because somebody trusts you, or you them?") },
  { "decisions-01", DECISIONS, M, N_ ("Which figure or fact decided something today?") },
  { "decisions-02", DECISIONS, M,
    N_ ("What did you compare before you chose, and what did you choose?") },
  { "decisions-03", DECISIONS, L,
    N_ ("When did you follow your instinct today, and what did it tell you?") },
  { "decisions-04", DECISIONS, L,
    N_ ("What did you decide because it was right, though it cost something?") },
  { "decisions-05", DECISIONS, L,
    N_ ("Which wild idea came up lately that you have not dropped yet?") },
  { "communication-01", COMMUNICATION, M,
    N_ ("What did people need to know today, and how did you tell them?") },
  { "communication-02", COMMUNICATION, M,
    N_ ("Which meeting did you run, and what is settled after it?") },
  { "communication-03", COMMUNICATION, L,
    N_ ("Whom did you really listen to today, and what did you hear?") },
  { "communication-04", COMMUNICATION, L,
    N_ ("Which story from your own life did you tell, or could have told?") },
  { "communication-05", COMMUNICATION, L,
    N_ ("What did you ask today without knowing the answer?") },
};

/**
 * poise_prompts_list:
 * @n_prompts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_prompts): the built-in prompts
 */
const PoisePrompt *
poise_prompts_list (guint *n_prompts)
{
  *n_prompts = G_N_ELEMENTS (prompts);
  return prompts;
}
