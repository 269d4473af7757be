/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-version.h"

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
  self->text_hash = g_str_hash (poise_entry_get_text (entry));
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
  copy->text_hash = self->text_hash;
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
  return g_date_time_equal (self->modified, poise_entry_get_modified (entry)) &&
         self->text_hash == g_str_hash (poise_entry_get_text (entry));
}
