/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-side-change.h"

#include <string.h>

#include "poise-side-merge.h"

typedef struct
{
  char *base;
  char *now;
  GDateTime *time;
} Change;

/**
 * poise_side_change_new:
 * @base: what the file held
 * @now: what the person made of it
 * @time: when
 *
 * Returns: (transfer full): the change, for poise_file_kind_write()
 */
gpointer
poise_side_change_new (const char *base, const char *now, GDateTime *time)
{
  Change *self = g_new0 (Change, 1);

  self->base = g_strdup (base);
  self->now = g_strdup (now);
  self->time = g_date_time_ref (time);
  return self;
}

/**
 * poise_side_change_free:
 * @change: (transfer full): a change
 */
void
poise_side_change_free (gpointer change)
{
  Change *self = change;

  g_free (self->base);
  g_free (self->now);
  g_date_time_unref (self->time);
  g_free (self);
}

/**
 * poise_side_change_get_now:
 * @change: a change
 *
 * Returns: (transfer none): what the person made of the file
 */
const char *
poise_side_change_get_now (gconstpointer change)
{
  return ((const Change *) change)->now;
}

/**
 * poise_side_change_stamp:
 * @change: a change
 * @name: the file's name
 *
 * Returns: (transfer full): what the person made of the file, with the times of what differs
 */
GBytes *
poise_side_change_stamp (gconstpointer change, const char *name)
{
  const Change *self = change;
  char *stamped = poise_side_merge_stamp (name, self->base, self->now, self->time);

  return g_bytes_new_take (stamped, strlen (stamped));
}
