/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new entry can begin with other than nothing: a form, a morning question. */

#pragma once

#include <gio/gio.h>

#include "poise-prompt-set.h"

G_BEGIN_DECLS

GMenuModel *poise_new_entry_menu_new (PoisePromptSet *prompts);

G_END_DECLS
