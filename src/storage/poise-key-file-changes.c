/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others changed in keys.json, when, and which passphrase opened it before. */

#include "poise-key-file-private.h"

#include <string.h>

static gboolean
was_changed (PoiseKeyFile *self, PoiseKeyFile *before)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (self->records, i);
      const PoiseKeyRecord *then = poise_key_file_find_record (before, record->id);

      if (then != NULL && record->revision > then->revision)
        return TRUE;
    }
  return FALSE;
}

/**
 * poise_key_file_compare:
 * @self: a file
 * @before: an earlier state of it
 *
 * Looks at what a person who knew @before has to know. Nothing of it is vouched for here.
 *
 * Returns: what was done to it
 */
PoiseKeyNews
poise_key_file_compare (PoiseKeyFile *self, PoiseKeyFile *before)
{
  gboolean is_plain = self->state == POISE_KEY_STATE_PLAIN;
  gboolean was_plain = before->state == POISE_KEY_STATE_PLAIN;

  if (was_plain != is_plain)
    return is_plain ? POISE_KEY_NEWS_OPENED : POISE_KEY_NEWS_LOCKED;
  return !is_plain && was_changed (self, before) ? POISE_KEY_NEWS_CHANGED : POISE_KEY_NEWS_NONE;
}

/**
 * poise_key_file_get_changed:
 * @self: a file
 *
 * Returns: (transfer full) (nullable): when the passphrase was changed last, as the file says;
 *   nothing vouches for it
 */
GDateTime *
poise_key_file_get_changed (PoiseKeyFile *self)
{
  const char *last = NULL;

  for (guint i = 0; i < self->records->len; i++)
    {
      const PoiseKeyRecord *record = g_ptr_array_index (self->records, i);

      if (record->changed != NULL && (last == NULL || strcmp (record->changed, last) > 0))
        last = record->changed;
    }
  return last != NULL ? g_date_time_new_from_iso8601 (last, NULL) : NULL;
}

/**
 * poise_key_file_is_former:
 * @self: a file
 * @before: what may be an earlier state of it
 * @passphrase: a passphrase that does not open @self
 *
 * Tries the passphrase on what @before says of keys whose passphrase was changed since. Takes about
 * half a second for each of these.
 *
 * Returns: %TRUE if it was that of one of them
 */
gboolean
poise_key_file_is_former (PoiseKeyFile *self, PoiseKeyFile *before, const char *passphrase)
{
  for (guint i = 0; i < before->records->len; i++)
    {
      const PoiseKeyRecord *then = g_ptr_array_index (before->records, i);
      const PoiseKeyRecord *record = poise_key_file_find_record (self, then->id);
      g_autoptr (PoiseKey) key = record != NULL && record->revision > then->revision
                                   ? poise_key_record_open (then, passphrase, NULL)
                                   : NULL;

      if (key != NULL)
        return TRUE;
    }
  return FALSE;
}
