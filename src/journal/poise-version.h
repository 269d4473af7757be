/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version of an entry somebody has seen. */

#pragma once

#include "poise-entry.h"

G_BEGIN_DECLS

/**
 * PoiseVersion: (copy-func poise_version_copy) (free-func poise_version_free)
 * @modified: when it was changed
 * @text: the SHA-256 of its text
 */
typedef struct
{
  GDateTime *modified;
  char *text;
} PoiseVersion;

PoiseVersion *poise_version_new (PoiseEntry *entry);
PoiseVersion *poise_version_copy (const PoiseVersion *self);
void poise_version_free (PoiseVersion *self);
gboolean poise_version_is_of (const PoiseVersion *self, PoiseEntry *entry);
char *poise_version_sum (PoiseEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseVersion, poise_version_free)

G_END_DECLS
