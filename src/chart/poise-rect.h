/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something is in a drawing. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PoiseRect;

G_END_DECLS
