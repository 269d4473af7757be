/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the file share: poise-key-file.c, and what was changed in it. */

#pragma once

#include "poise-key-file.h"
#include "poise-key-record.h"

G_BEGIN_DECLS

struct _PoiseKeyFile
{
  PoiseKeyState state;
  gint64 revision; /* of the state */
  guint8 by[POISE_KEY_ID_BYTES];
  guint8 sum[POISE_KEY_BYTES]; /* by which that key vouches for the state */
  GPtrArray *records;          /* the oldest first */
};

PoiseKeyRecord *poise_key_file_find_record (PoiseKeyFile *self, const guint8 *id);

G_END_DECLS
