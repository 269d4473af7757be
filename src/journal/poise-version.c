/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-version.h"

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
