/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-version.h"

#include <string.h>

static char *
sum_text (PoiseEntry *entry)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, poise_entry_get_text (entry), -1);
}

/**
 * poise_version_new:
 * @entry: an entry
 *
 * Returns: (transfer full): the version that @entry is in now
 */
PoiseVersion *
poise_version_new (PoiseEntry *entry)
{
  PoiseVersion *self = g_new0 (PoiseVersion, 1);

  self->modified = g_date_time_ref (poise_entry_get_modified (entry));
  self->text = sum_text (entry);
  return self;
}

/**
 * poise_version_copy:
 * @self: (nullable): a version
 *
 * Returns: (transfer full) (nullable): a copy
 */
PoiseVersion *
poise_version_copy (const PoiseVersion *self)
{
  PoiseVersion *copy;

  if (self == NULL)
    return NULL;
  copy = g_new0 (PoiseVersion, 1);
  copy->modified = g_date_time_ref (self->modified);
  copy->text = g_strdup (self->text);
  return copy;
}

/**
 * poise_version_free:
 * @self: (transfer full): a version
 */
void
poise_version_free (PoiseVersion *self)
{
  g_date_time_unref (self->modified);
  g_free (self->text);
  g_free (self);
}

/**
 * poise_version_is_of:
 * @self: a version
 * @entry: an entry
 *
 * Returns: %TRUE if @entry is in this version
 */
gboolean
poise_version_is_of (const PoiseVersion *self, PoiseEntry *entry)
{
  g_autofree char *text = NULL;

  if (!g_date_time_equal (self->modified, poise_entry_get_modified (entry)))
    return FALSE;
  text = sum_text (entry);
  return g_str_equal (self->text, text);
}

static void
add_text (GChecksum *sum, const char *text)
{
  /* With its end: two texts are not one that is as long as both. */
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
add_number (GChecksum *sum, guint number)
{
  g_checksum_update (sum, (const guchar *) &number, sizeof number);
}

static void
add_said (GChecksum *sum, const PoiseTag *tag)
{
  if (tag->by == POISE_TAG_SOURCE_PERSON)
    add_number (sum, tag->mode);
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (sentence->by != POISE_TAG_SOURCE_PERSON)
        continue;
      add_number (sum, sentence->start);
      add_number (sum, sentence->mode);
    }
}

/**
 * poise_version_sum:
 * @entry: an entry
 *
 * Sums up what the person wrote and said: not when, since what was changed and changed back is as
 * it was, and not what the tagger says. It is for this run of the program only.
 *
 * Returns: (transfer full): the sum
 */
char *
poise_version_sum (PoiseEntry *entry)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const *tags = poise_entry_get_tags (entry);
  const PoiseTag *said = poise_entry_get_tag (entry);

  add_number (sum, poise_entry_get_day (entry));
  add_text (sum, poise_entry_get_text (entry));
  add_text (sum, poise_entry_get_kind (entry));
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    add_text (sum, tags[i]);
  if (said != NULL)
    add_said (sum, said);
  return g_strdup (g_checksum_get_string (sum));
}
