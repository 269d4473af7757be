/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-uuid.h"

/**
 * poise_uuid_new:
 * @now: the moment that the id tells, to the millisecond
 * @rand: (nullable): where the random bits come from; %NULL for the system's
 *
 * Makes a UUID of version 7, as in RFC 9562, section 5.7.
 *
 * Returns: (transfer full): the id in its 36 characters
 */
char *
poise_uuid_new (GDateTime *now, GRand *rand)
{
  guint64 ms;
  guint32 a, b, c;

  g_return_val_if_fail (now != NULL, NULL);

  ms =
    (guint64) g_date_time_to_unix (now) * 1000 + (guint64) g_date_time_get_microsecond (now) / 1000;
  a = rand != NULL ? g_rand_int (rand) : g_random_int ();
  b = rand != NULL ? g_rand_int (rand) : g_random_int ();
  c = rand != NULL ? g_rand_int (rand) : g_random_int ();

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint) (ms >> 16 & 0xffffffffu),
                          (guint) (ms & 0xffffu), a & 0xfffu, 0x8000u | (a >> 16 & 0x3fffu),
                          b & 0xffffu, c);
}
