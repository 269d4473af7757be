/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-key-token.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-error.h"

/* A line each: what it is, and then for each key its id, itself, its revision, and a sum. */
#define FORMAT "poise-keys 1\n"
#define ID_DIGITS (2 * POISE_KEY_ID_BYTES)
#define KEY_DIGITS (2 * POISE_KEY_BYTES)
#define REVISION_DIGITS 16
#define LINE_BYTES (ID_DIGITS + 1 + KEY_DIGITS + 1 + REVISION_DIGITS + 1 + KEY_DIGITS + 1)

/* So that a text that was cut or changed is none. */
static void
sum_key (PoiseKey *key, gint64 revision, guint8 *sum)
{
  g_autofree char *text = g_strdup_printf ("token %" G_GINT64_FORMAT, revision);

  crypto_generichash (sum, POISE_KEY_BYTES, (const guint8 *) text, strlen (text),
                      poise_key_peek (key, POISE_KEY_STATE), POISE_KEY_BYTES);
}

/* Returns: where the next line goes. */
static char *
write_line (char *at, PoiseKey *key, gint64 revision)
{
  guint8 sum[POISE_KEY_BYTES];

  sum_key (key, revision, sum);
  sodium_bin2hex (at, ID_DIGITS + 1, poise_key_get_id (key), POISE_KEY_ID_BYTES);
  at += ID_DIGITS;
  *at++ = ' ';
  sodium_bin2hex (at, KEY_DIGITS + 1, poise_key_peek (key, POISE_KEY_ITSELF), POISE_KEY_BYTES);
  at += KEY_DIGITS;
  g_snprintf (at, REVISION_DIGITS + 3, " %0*" G_GINT64_MODIFIER "x ", REVISION_DIGITS,
              (guint64) revision);
  at += REVISION_DIGITS + 2;
  sodium_bin2hex (at, KEY_DIGITS + 1, sum, sizeof sum);
  at += KEY_DIGITS;
  *at++ = '\n';
  *at = '\0';
  return at;
}

/**
 * poise_key_token_make:
 * @file: what `keys.json` says
 * @keys: (element-type PoiseKey): those of its keys that are open
 *
 * Returns: (transfer full): the text, for poise_key_wipe()
 */
char *
poise_key_token_make (PoiseKeyFile *file, GPtrArray *keys)
{
  char *token = poise_key_allocate (strlen (FORMAT) + keys->len * LINE_BYTES + 1);
  char *at = g_stpcpy (token, FORMAT);

  for (guint i = 0; i < keys->len; i++)
    {
      PoiseKey *key = g_ptr_array_index (keys, i);

      at = write_line (at, key, poise_key_file_get_revision (file, poise_key_get_id (key)));
    }
  return token;
}

static gboolean
read_hex (const char *text, guint8 *bytes, gsize length)
{
  gsize found = 0;

  return sodium_hex2bin (bytes, length, text, 2 * length, NULL, &found, NULL) == 0 &&
         found == length;
}

static PoiseKey *
read_line (const char *line, gint64 *revision)
{
  guint8 *secret = poise_key_allocate (POISE_KEY_BYTES);
  guint8 id[POISE_KEY_ID_BYTES];
  guint8 sum[POISE_KEY_BYTES];
  guint8 expected[POISE_KEY_BYTES];
  g_autoptr (PoiseKey) key = NULL;

  if (strlen (line) >= LINE_BYTES && read_hex (line, id, sizeof id) &&
      read_hex (line + ID_DIGITS + 1, secret, POISE_KEY_BYTES) &&
      read_hex (line + LINE_BYTES - 1 - KEY_DIGITS, sum, sizeof sum))
    key = poise_key_new (id, secret);
  poise_key_wipe (secret);
  if (key == NULL)
    return NULL;
  *revision = (gint64) g_ascii_strtoull (line + ID_DIGITS + 1 + KEY_DIGITS + 1, NULL, 16);
  sum_key (key, *revision, expected);
  return sodium_memcmp (sum, expected, sizeof sum) == 0 ? g_steal_pointer (&key) : NULL;
}

/**
 * poise_key_token_open:
 * @token: what poise_key_token_make() gave
 * @file: what `keys.json` says by now
 * @error: return location
 *
 * Errors are %POISE_ERROR_PASSPHRASE where the passphrase was changed since, and
 * %POISE_ERROR_NOT_FOUND where it is none of this journal.
 *
 * Returns: (transfer full) (element-type PoiseKey) (nullable): the keys that it opens, and those
 *   that were joined with them, the newest first, or %NULL with @error set
 */
GPtrArray *
poise_key_token_open (const char *token, PoiseKeyFile *file, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_key_unref);
  gboolean is_changed = FALSE;
  const char *line = g_str_has_prefix (token, FORMAT) ? token + strlen (FORMAT) : "";

  for (; strlen (line) >= LINE_BYTES; line += LINE_BYTES)
    {
      gint64 revision = 0;
      g_autoptr (PoiseKey) key = read_line (line, &revision);
      gint64 now = key != NULL ? poise_key_file_get_revision (file, poise_key_get_id (key)) : 0;

      if (now > 0 && now == revision)
        g_ptr_array_add (keys, g_steal_pointer (&key));
      else if (now > 0)
        is_changed = TRUE;
    }
  if (keys->len > 0)
    return poise_key_file_reach (file, keys);
  if (is_changed)
    g_set_error_literal (error, POISE_ERROR, POISE_ERROR_PASSPHRASE,
                         _ ("The passphrase was changed since it was remembered here"));
  else
    g_set_error_literal (error, POISE_ERROR, POISE_ERROR_NOT_FOUND,
                         _ ("What is remembered here is not of this journal"));
  return NULL;
}
