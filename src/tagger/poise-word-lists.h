/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick way to the words of learned.json, which are nearly all of it: json-glib makes a tree
 * of some hundred bytes a number. What is not as poise-learned-file.c writes it is left to it.
 */

#pragma once

#include "poise-mode.h"

G_BEGIN_DECLS

/**
 * PoiseWordCount:
 * @words: in the file, without a nul at the end
 * @length: of @words, in bytes
 * @has_escapes: whether they are to be decoded first
 * @feature: as it stands there, 0 if it does not
 * @seen: as it stands there
 * @mode: as it stands there, indexed by #PoiseMode
 */
typedef struct
{
  const char *words;
  gsize length;
  gboolean has_escapes;
  double feature;
  double seen;
  double mode[POISE_N_SENTENCE_MODES];
} PoiseWordCount;

GString *poise_word_lists_cut (const char *data, gsize length, GPtrArray *lists);

G_END_DECLS
