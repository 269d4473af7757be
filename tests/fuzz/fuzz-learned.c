/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learned.json of any bytes: no crash, and what could be read is bounded and
 * written back such that it is read again as the same. */

#include <string.h>

#include "poise-fuzz.h"
#include "poise-learner.h"

void
poise_fuzz (const char *data, gsize length)
{
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (PoiseLearner) read = poise_learner_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  if (!poise_learner_from_json (learner, data, length, "fuzz", NULL))
    {
      g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 0);
      return;
    }
  text = poise_learner_to_json (learner);
  poise_learner_from_json (read, text, strlen (text), "fuzz", &error);
  g_assert_no_error (error);
  again = poise_learner_to_json (read);
  g_assert_cmpstr (again, ==, text);
}
