/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a piece of HTML, as programs write it for people's entries. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *poise_html_to_text (const char *html);
char *poise_html_read (const char *text);
char *poise_html_get_element (const char *html, const char *name, const char *class_name);

G_END_DECLS
