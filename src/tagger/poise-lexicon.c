/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-lexicon.h"

#include <string.h>

struct _PoiseLexicon
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  guint n_words;
  guint n_classes;
  const guint32 *hashes;
  const guint32 *starts;
  const guint16 *classes;
};

/* How large a lexicon of so many words and classes is, in bytes. */
static guint64
measure (guint32 n_words, guint32 n_classes)
{
  return 8 + 8 * (guint64) n_words + 4 + 2 * (guint64) n_classes;
}

/**
 * poise_lexicon_new:
 * @bytes: the lexicon, at an address that is a multiple of four
 *
 * Makes a lexicon of bytes that stay where they are.
 *
 * Returns: (transfer full) (nullable): the lexicon, or %NULL if these are not
 *   the bytes of one
 */
PoiseLexicon *
poise_lexicon_new (GBytes *bytes)
{
  PoiseLexicon *self;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 counts[2];

  if (size < sizeof counts)
    return NULL;
  memcpy (counts, data, sizeof counts);
  if (measure (GUINT32_FROM_LE (counts[0]), GUINT32_FROM_LE (counts[1])) > size)
    return NULL;

  self = g_new0 (PoiseLexicon, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->n_words = GUINT32_FROM_LE (counts[0]);
  self->n_classes = GUINT32_FROM_LE (counts[1]);
  self->hashes = (gconstpointer) (data + sizeof counts);
  self->starts = self->hashes + self->n_words;
  self->classes = (gconstpointer) (self->starts + self->n_words + 1);
  return self;
}

/**
 * poise_lexicon_ref:
 * @self: a lexicon
 *
 * Returns: (transfer full): @self
 */
PoiseLexicon *
poise_lexicon_ref (PoiseLexicon *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * poise_lexicon_unref:
 * @self: (transfer full): a lexicon
 */
void
poise_lexicon_unref (PoiseLexicon *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * poise_lexicon_lookup:
 * @self: a lexicon
 * @hash: of a stem
 * @n_classes: (out): how many classes the stem has
 *
 * Returns: (transfer none) (array length=n_classes) (nullable): the stem's
 *   classes, little-endian; they live as long as the lexicon's bytes
 */
const guint16 *
poise_lexicon_lookup (PoiseLexicon *self, guint32 hash, guint *n_classes)
{
  guint first = 0, last = self->n_words;

  *n_classes = 0;
  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (GUINT32_FROM_LE (self->hashes[middle]) < hash)
        first = middle + 1;
      else
        last = middle;
    }
  if (first == self->n_words || GUINT32_FROM_LE (self->hashes[first]) != hash)
    return NULL;

  {
    guint32 start = GUINT32_FROM_LE (self->starts[first]);
    guint32 end = GUINT32_FROM_LE (self->starts[first + 1]);

    if (start > end || end > self->n_classes)
      return NULL;
    *n_classes = end - start;
    return self->classes + start;
  }
}
