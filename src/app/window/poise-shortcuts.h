/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys: what they do, and where they are listed. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PoiseShortcut:
 * @action: (nullable): what the keys activate; %NULL where the platform itself
 *   makes them work
 * @keys: accelerators, of which the first is told
 * @title: (nullable): what they do; to be translated. %NULL ends a section.
 */
typedef struct
{
  const char *action;
  const char *keys[4];
  const char *title;
} PoiseShortcut;

/**
 * PoiseShortcutSection:
 * @title: where the keys work; to be translated
 * @shortcuts: the keys
 */
typedef struct
{
  const char *title;
  PoiseShortcut shortcuts[14];
} PoiseShortcutSection;

void poise_shortcuts_install (GtkApplication *application);
const PoiseShortcutSection *poise_shortcuts_list (guint *n);

G_END_DECLS
