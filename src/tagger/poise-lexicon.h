/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dictionary knows of words: the classes that a stem belongs to, such
 * as “acts of communication” or “what helping is a kind of”. It lies at the
 * end of the model's file and is used where it lies.
 *
 * The bytes, little-endian (data/tagger/train.py writes them from WordNet):
 *
 *   guint32            how many stems there are, n
 *   guint32            how many classes are listed, m
 *   guint32[n]         the stems' hashes, in rising order
 *   guint32[n + 1]     where each stem's classes begin in the list
 *   guint16[m]         the list of classes
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseLexicon: (copy-func poise_lexicon_ref) (free-func poise_lexicon_unref)
 *
 * Words and what is known of them.
 */
typedef struct _PoiseLexicon PoiseLexicon;

PoiseLexicon *poise_lexicon_new (GBytes *bytes);
PoiseLexicon *poise_lexicon_ref (PoiseLexicon *self);
void poise_lexicon_unref (PoiseLexicon *self);

const guint16 *poise_lexicon_lookup (PoiseLexicon *self, guint32 hash, guint *n_classes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLexicon, poise_lexicon_unref)

G_END_DECLS
