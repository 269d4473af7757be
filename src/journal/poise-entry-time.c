/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When an entry was changed, and which of two versions is the newer one. */

#include "poise-entry.h"
#include "poise-json.h"
#include "poise-time.h"

/* The member of an entry that tells of a clock that was behind. */
#define BEHIND "behind"
/* Two clocks that differ by no more than this are as good as one. */
#define MAX_BEHIND (60 * G_TIME_SPAN_SECOND)

/**
 * poise_entry_get_behind:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): when the version was changed of which this one, or one
 *   before it, was made by a clock that was behind; %NULL if none was
 */
GDateTime *
poise_entry_get_behind (PoiseEntry *self)
{
  JsonObject *extra;
  const char *text = NULL;

  g_return_val_if_fail (POISE_IS_ENTRY (self), NULL);

  extra = poise_entry_get_extra (self);
  if (extra == NULL || !poise_json_get_string (extra, BEHIND, &text))
    return NULL;
  return poise_time_parse (text);
}

/* Where a clock is behind, versions follow each other by microseconds, and what comes first of
 * them says what they were made of. */
static gboolean
follows (GDateTime *modified, GDateTime *behind)
{
  return behind != NULL && g_date_time_difference (modified, behind) < G_TIME_SPAN_SECOND &&
         g_date_time_compare (modified, behind) >= 0;
}

static void
note_behind (PoiseEntry *self, GDateTime *now)
{
  GDateTime *modified = poise_entry_get_modified (self);
  g_autoptr (GDateTime) behind = NULL;
  g_autofree char *text = NULL;

  if (g_date_time_difference (modified, now) <= MAX_BEHIND)
    return;
  behind = poise_entry_get_behind (self);
  if (follows (modified, behind))
    return;
  text = poise_time_to_string (modified);
  poise_entry_set_member (self, BEHIND, text);
}

/**
 * poise_entry_touch:
 * @self: an entry
 * @now: this moment
 *
 * Marks @self as changed. Where the clock was set back since the last change,
 * the moment after that change is taken: a version written later must never
 * look like the older one when two are merged. Where it is far behind, that is kept, too, since
 * nobody can say which of this version and another one is newer.
 */
void
poise_entry_touch (PoiseEntry *self, GDateTime *now)
{
  g_autoptr (GDateTime) modified = NULL;
  GDateTime *last;

  g_return_if_fail (POISE_IS_ENTRY (self));
  g_return_if_fail (now != NULL);

  note_behind (self, now);

  /* No more than a microsecond after the last change: whoever changes an entry
   * often must not run ahead of the clock, by which two computers are compared. */
  last = poise_entry_get_modified (self);
  modified =
    g_date_time_compare (now, last) > 0 ? g_date_time_ref (now) : g_date_time_add (last, 1);
  poise_entry_set_modified (self, modified);
}

/**
 * poise_entry_compare_modified:
 * @a: an entry
 * @b: a version of the same entry
 *
 * Says which of two versions is the newer one. Where both were modified at
 * the same moment their texts decide, so that two programs that merge the
 * same versions come to the same end.
 *
 * Returns: less than 0 if @a is older, more than 0 if it is newer
 */
int
poise_entry_compare_modified (PoiseEntry *a, PoiseEntry *b)
{
  int order;

  g_return_val_if_fail (POISE_IS_ENTRY (a), 0);
  g_return_val_if_fail (POISE_IS_ENTRY (b), 0);

  order = g_date_time_compare (poise_entry_get_modified (a), poise_entry_get_modified (b));
  return order != 0 ? order : g_strcmp0 (poise_entry_get_text (a), poise_entry_get_text (b));
}
