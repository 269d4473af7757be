/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fuzzer is a file fuzz-NAME.c with this one function, and a folder of seeds
 * corpus/NAME; tests/meson.build lists it. */

#pragma once

#include <glib.h>

void poise_fuzz (const char *data, gsize length);
