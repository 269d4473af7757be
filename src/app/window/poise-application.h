/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its command line, its actions, and the context that it makes. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_APPLICATION (poise_application_get_type ())

G_DECLARE_FINAL_TYPE (PoiseApplication, poise_application, POISE, APPLICATION, AdwApplication)

PoiseApplication *poise_application_new (void);

G_END_DECLS
