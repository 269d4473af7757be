/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-process.h"

#include <sys/resource.h>
#include <sys/stat.h>

/**
 * poise_process_protect:
 *
 * Keeps what is written from others: no core dump holds it, and files that are made, those that
 * are exported too, are their owner's alone. The process stays one that can be looked at
 * (no `PR_SET_DUMPABLE`), since the portals tell programs by it. Call it first.
 */
void
poise_process_protect (void)
{
  const struct rlimit none = { 0, 0 };

  /* Lowering is always allowed. */
  setrlimit (RLIMIT_CORE, &none);
  umask (umask (0777) | 0077);
}
