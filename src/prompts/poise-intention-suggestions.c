/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "poise-intention.h"

#define DAY POISE_OCCASION_DAY
#define M POISE_MODE_MANAGEMENT
#define L POISE_MODE_LEADERSHIP
#define PURPOSE POISE_FACET_PURPOSE
#define CHANGE POISE_FACET_CHANGE
#define PEOPLE POISE_FACET_PEOPLE
#define MEANS POISE_FACET_MEANS
#define DECISIONS POISE_FACET_DECISIONS
#define COMMUNICATION POISE_FACET_COMMUNICATION

/* Three a facet and pole. What one meets comes first, then one thing to do at once: plans of that
 * form are carried out more often. */
static const PoiseBuiltInPrompt suggestions[] = {
  /* Translators: the following are intentions that a person chooses for a week, whatever their
   * work is: a nurse, a cook, a parent. Each names a moment that comes about by itself, and one
   * small thing to do then. Keep the form “If …, then I …” (or “When …, I …”, if that is how your
   * language says it), and plain spoken words. */
  { "week-purpose-m-1", DAY, PURPOSE, M,
    N_ ("If I start my day, then I write down the three things that must be done by tonight.") },
  { "week-purpose-m-2", DAY, PURPOSE, M,
    N_ ("If something new lands on me, then I say at once what has to wait for it.") },
  { "week-purpose-m-3", DAY, PURPOSE, M,
    N_ ("If I finish for the day, then I lay ready what tomorrow begins with.") },
  { "week-purpose-l-1", DAY, PURPOSE, L,
    N_ ("If I hand out a task, then I add one sentence on what it is good for.") },
  { "week-purpose-l-2", DAY, PURPOSE, L,
    N_ ("If somebody asks why we do it like this, then I tell them whom it helps.") },
  { "week-purpose-l-3", DAY, PURPOSE, L,
    N_ ("If we sit together over coffee, then I say where I would like us to be in a year.") },
  { "week-change-m-1", DAY, CHANGE, M,
    N_ ("If something is not in its place, then I put it back before I go on.") },
  { "week-change-m-2", DAY, CHANGE, M,
    N_ ("If I am in a hurry, then I still go through every step of the routine.") },
  { "week-change-m-3", DAY, CHANGE, M,
    N_ ("If I have promised something, then I check in the evening that it was kept.") },
  { "week-change-l-1", DAY, CHANGE, L,
    N_ ("If I hear “we have always done it that way”, then I ask what we could try instead.") },
  { "week-change-l-2", DAY, CHANGE, L,
    N_ ("If somebody has an idea, then I let them try it out this week.") },
  { "week-change-l-3", DAY, CHANGE, L,
    N_ ("If the same thing annoys me for the third time, then I change one part of it.") },
  { "week-people-m-1", DAY, PEOPLE, M,
    N_ ("If I give somebody a task, then I say by when I need it and how it should look.") },
  { "week-people-m-2", DAY, PEOPLE, M,
    N_ ("If something was not done as agreed, then I speak to that person the same day.") },
  { "week-people-m-3", DAY, PEOPLE, M,
    N_ ("If two people wait for each other, then I say who does what.") },
  { "week-people-l-1", DAY, PEOPLE, L,
    N_ ("If somebody asks me for the answer, then I first ask what they would do.") },
  { "week-people-l-2", DAY, PEOPLE, L,
    N_ ("If somebody does something well, then I tell them what exactly was good.") },
  { "week-people-l-3", DAY, PEOPLE, L,
    N_ ("If I could do it faster myself, then I let somebody else do it and stay near.") },
  { "week-means-m-1", DAY, MEANS, M,
    N_ ("If the same question comes twice, then I write the answer down where all can see it.") },
  { "week-means-m-2", DAY, MEANS, M,
    N_ ("If I hand over to the next person, then I go through a list and not through my memory.") },
  { "week-means-m-3", DAY, MEANS, M,
    N_ ("If it is unclear who decides, then I settle it and note it down.") },
  { "week-means-l-1", DAY, MEANS, L,
    N_ ("If I see somebody I have not spoken to for a while, then I stop for five minutes.") },
  { "week-means-l-2", DAY, MEANS, L,
    N_ ("If there is a chore that nobody likes, then I take my turn at it.") },
  { "week-means-l-3", DAY, MEANS, L,
    N_ ("If I get something wrong, then I say so before anybody else does.") },
  { "week-decisions-m-1", DAY, DECISIONS, M,
    N_ ("If I have to decide something, then I look at one figure before I do.") },
  { "week-decisions-m-2", DAY, DECISIONS, M,
    N_ ("If two ways are possible, then I write down what speaks for each.") },
  { "week-decisions-m-3", DAY, DECISIONS, M,
    N_ ("If somebody says “always” or “never”, then I ask how often it really was.") },
  { "week-decisions-l-1", DAY, DECISIONS, L,
    N_ ("If my gut says no, then I say it out loud before we go on.") },
  { "week-decisions-l-2", DAY, DECISIONS, L,
    N_ ("If a rule would treat somebody unfairly, then I ask what we owe that person.") },
  { "week-decisions-l-3", DAY, DECISIONS, L,
    N_ ("If there is no time to find out more, then I decide by what matters to me most.") },
  { "week-communication-m-1", DAY, COMMUNICATION, M,
    N_ ("If something was agreed, then I send it round in two lines the same day.") },
  { "week-communication-m-2", DAY, COMMUNICATION, M,
    N_ ("If plans change, then I tell everybody whom it touches within the hour.") },
  { "week-communication-m-3", DAY, COMMUNICATION, M,
    N_ ("If I explain something, then I let the other person say it back to me.") },
  { "week-communication-l-1", DAY, COMMUNICATION, L,
    N_ ("If somebody comes to me, then I put everything down and look at them.") },
  { "week-communication-l-2", DAY, COMMUNICATION, L,
    N_ ("If I am about to write a difficult message, then I call or go there instead.") },
  { "week-communication-l-3", DAY, COMMUNICATION, L,
    N_ ("If somebody disagrees with me, then I ask one more question before I answer.") },
};

/**
 * poise_intention_suggestions:
 * @n_suggestions: (out): how many there are
 *
 * Returns: (array length=n_suggestions): what one could mean to do in a week, by facet and pole
 */
const PoiseBuiltInPrompt *
poise_intention_suggestions (guint *n_suggestions)
{
  *n_suggestions = G_N_ELEMENTS (suggestions);
  return suggestions;
}
