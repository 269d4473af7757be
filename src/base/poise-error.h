/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be wrong with a journal. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseError:
 * @POISE_ERROR_INVALID: the file is not JSON, or not of the form that its name promises
 * @POISE_ERROR_NEWER: the file was written by a newer version of Poise
 * @POISE_ERROR_NOT_FOUND: there is no such entry, prompt or backup
 * @POISE_ERROR_BUSY: another program holds the journal's lock for too long
 * @POISE_ERROR_UNSAFE: a link, a special file or one far too large stands where a plain one should
 * @POISE_ERROR_OVERTAKEN: another program changed the file while this one worked on it
 * @POISE_ERROR_LOCKED: the file or the journal is locked, and there is no key here that opens it
 * @POISE_ERROR_DAMAGED: the file is locked by a key that is here, and was changed or cut since
 * @POISE_ERROR_PASSPHRASE: the passphrase or the recovery key is not the journal's
 * @POISE_ERROR_FORMER: the passphrase was the journal's until another computer changed it
 */
typedef enum
{
  POISE_ERROR_INVALID,
  POISE_ERROR_NEWER,
  POISE_ERROR_NOT_FOUND,
  POISE_ERROR_BUSY,
  POISE_ERROR_UNSAFE,
  POISE_ERROR_OVERTAKEN,
  POISE_ERROR_LOCKED,
  POISE_ERROR_DAMAGED,
  POISE_ERROR_PASSPHRASE,
  POISE_ERROR_FORMER,
} PoiseError;

#define POISE_ERROR (poise_error_quark ())

GQuark poise_error_quark (void);
gboolean poise_error_is_of_lock (const GError *error);

G_END_DECLS
