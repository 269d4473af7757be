/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-locked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD_BYTES 256

/* How an encrypted text begins, and the way to decrypt it; and what is no text either. */
static const struct
{
  const char *start;
  const char *advice;
} kinds[] = {
  { "gAAAAA", N_ ("this journal is encrypted; run “jrnl --decrypt” and import it again") },
  { "-----BEGIN PGP MESSAGE-----",
    N_ ("this file is encrypted; decrypt it with “gpg --decrypt” and import what that gives") },
  { "-----BEGIN AGE ENCRYPTED FILE-----",
    N_ ("this file is encrypted; decrypt it with “age --decrypt” and import what that gives") },
  { "age-encryption.org/",
    N_ ("this file is encrypted; decrypt it with “age --decrypt” and import what that gives") },
  { "Salted__", N_ ("this file is encrypted; decrypt it with “openssl enc -d” and import what that "
                    "gives") },
  { "U2FsdGVkX1", N_ ("this file is encrypted; decrypt it with “openssl enc -d -a” and import what "
                      "that gives") },
  { "VimCrypt~",
    N_ ("this file is encrypted; open it in Vim, set “:set key=”, save it and import it again") },
  { "JED0", N_ ("this note is encrypted; switch Joplin’s encryption off, export it and import it "
                "again") },
  { "PSEALED",
    N_ ("this is a file of a locked Poise journal; open that journal with its passphrase "
        "and export it") },
  { "\x1f\x8b", N_ ("this archive is no zip; unpack it and import the folder") },
  { "7z\xbc\xaf", N_ ("this archive is no zip; unpack it and import the folder") },
  { "Rar!\x1a", N_ ("this archive is no zip; unpack it and import the folder") },
  { "\xfd"
    "7zXZ",
    N_ ("this archive is no zip; unpack it and import the folder") },
  { "{\\rtf", N_ ("this is no plain text; save it as such and import it again") },
  { "%PDF-", N_ ("this is no plain text; save it as such and import it again") },
  { "$ANSIBLE_VAULT",
    N_ ("this file is encrypted; decrypt it with “ansible-vault decrypt” and import it again") },
};

/* Files of other programs that begin as many others do. */
static const struct
{
  const char *suffix;
  const char *advice;
} programs[] = {
  { ".enex", N_ ("this is no plain text; save it as such and import it again") },
  { ".jex", N_ ("this is no plain text; save it as such and import it again") },
  { ".tar", N_ ("this archive is no zip; unpack it and import the folder") },
};

/* One long word: that somebody writes about such a word is no encryption. */
static gboolean
is_one_word (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (data[i]))
      return data[i] == '\n' || data[i] == '\r' || data[i] == '\0';

  return TRUE;
}

/**
 * poise_locked_check:
 * @file: a file
 * @import: where is noted that it is encrypted, and the way to decrypt it
 *
 * Returns: whether @file is encrypted
 */
gboolean
poise_locked_check (const PoiseSourceFile *file, PoiseImport *import)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);
  g_autofree char *name = g_ascii_strdown (file->name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n = strlen (kinds[i].start);

      if (length < n || memcmp (data, kinds[i].start, n) != 0 ||
          (g_ascii_isalnum (*kinds[i].start) && g_ascii_isalnum (kinds[i].start[n - 1]) &&
           !is_one_word (data, MIN (length, HEAD_BYTES))))
        continue;
      poise_import_fail (import, file->name, 0, "%s", _ (kinds[i].advice));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (g_str_has_suffix (name, programs[i].suffix))
      {
        poise_import_fail (import, file->name, 0, "%s", _ (programs[i].advice));
        return TRUE;
      }
  return FALSE;
}
