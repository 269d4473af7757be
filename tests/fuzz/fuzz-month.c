/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month file of any bytes: no crash, and what could be read is written back
 * such that it is read again as the same. */

#include <string.h>

#include "poise-fuzz.h"
#include "poise-month.h"
#include "poise-salvage.h"

static void
check_entry (PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);

  g_assert_true (g_utf8_validate (poise_entry_get_text (entry), -1, NULL));
  g_assert_true (poise_day_is_valid (poise_entry_get_day (entry)));
  g_assert_true (tag == NULL || (tag->share >= 0.0 && tag->share <= 1.0));
}

static void
check_salvaged (const char *data, gsize length)
{
  g_autoptr (GPtrArray) salvaged = poise_salvage_entries (data, length);

  for (guint i = 0; i < salvaged->len; i++)
    check_entry (g_ptr_array_index (salvaged, i));
}

static void
check_round_trip (PoiseMonth *month)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GString) again = NULL;
  g_autoptr (PoiseMonth) read = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < month->entries->len; i++)
    check_entry (g_ptr_array_index (month->entries, i));
  text = poise_month_serialize (month);
  read = poise_month_parse (text->str, text->len, "2026-11", "fuzz", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->entries->len, ==, month->entries->len);
  g_assert_cmpuint (read->unreadable->len, ==, month->unreadable->len);
  for (guint i = 0; i < month->entries->len; i++)
    g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (read->entries, i)), ==,
                     poise_entry_get_text (g_ptr_array_index (month->entries, i)));
  again = poise_month_serialize (read);
  g_assert_cmpstr (again->str, ==, text->str);
}

void
poise_fuzz (const char *data, gsize length)
{
  g_autoptr (PoiseMonth) month = poise_month_parse (data, length, "2026-11", "fuzz", NULL);

  if (month != NULL)
    check_round_trip (month);
  check_salvaged (data, length);
}
