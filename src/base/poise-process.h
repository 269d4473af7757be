/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program that holds a journal asks of the system for itself. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void poise_process_protect (void);

G_END_DECLS
