/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls, for every fuzzer. */

#include "poise-fuzz.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  /* Without bytes libFuzzer gives no pointer either. */
  poise_fuzz (length > 0 ? (const char *) data : "", length);
  return 0;
}
