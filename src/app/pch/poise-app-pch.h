/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As src/pch/poise-library-pch.h, for the window. */

#include <adwaita.h>
#include <json-glib/json-glib.h>
