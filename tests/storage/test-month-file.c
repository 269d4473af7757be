/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-month-file.h"
#include "poise-test.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = poise_test_make_folder ();
  self->path = g_build_filename (self->folder, "2026-11.json", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  poise_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* Everything that an entry can hold. */
static PoiseEntry *
make_entry (void)
{
  PoiseEntry *entry =
    poise_test_entry ("2026-11-23", "Ärger “im” Team.\nUnd 日本 👍\t\\ \"", TRUE, 0.25);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  g_autoptr (JsonObject) extra = json_object_new ();
  PoiseSentenceTag sentence = {
    .start = 0,
    .end = 16,
    .mode = POISE_MODE_LEADERSHIP,
    .facet = POISE_FACET_CHANGE,
    .confidence = 1.0,
    .by = POISE_TAG_SOURCE_PERSON,
  };

  g_array_append_val (tag->sentences, sentence);
  tag->mode = POISE_MODE_MANAGEMENT;
  tag->model = g_strdup ("en-6");
  poise_entry_set_tag (entry, tag);
  poise_entry_set_prompt (entry, "people-1", "Who grew today?");
  json_object_set_string_member (extra, "weather", "rain");
  poise_entry_set_extra (entry, extra);
  return entry;
}

static void
test_round_trip (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autoptr (PoiseEntry) entry = make_entry ();
  g_autoptr (PoiseMonth) read = NULL;
  g_autoptr (GError) error = NULL;
  PoiseEntry *found;
  const PoiseSentenceTag *sentence;

  g_ptr_array_add (month->entries, g_object_ref (entry));
  g_assert_true (poise_month_file_write (month, self->path, &error));
  g_assert_no_error (error);
  read = poise_month_file_read (self->path, "2026-11", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->entries->len, ==, 1);
  found = g_ptr_array_index (read->entries, 0);
  g_assert_true (poise_entry_equal (entry, found));
  g_assert_cmpstr (poise_entry_get_prompt_text (found), ==, "Who grew today?");
  g_assert_cmpstr (
    json_object_get_string_member_with_default (poise_entry_get_extra (found), "weather", NULL), ==,
    "rain");
  sentence = &g_array_index (poise_entry_get_tag (found)->sentences, PoiseSentenceTag, 0);
  g_assert_cmpint (sentence->facet, ==, POISE_FACET_CHANGE);
  g_assert_cmpint (sentence->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpuint (sentence->end, ==, 16);
}

/* The days in their order, and the same bytes for the same entries. */
static void
test_stable (Fixture *self, gconstpointer unused)
{
  const char *const days[] = { "2026-11-23", "2026-11-02", "2026-11-20" };
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  PoiseDay before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_ptr_array_add (month->entries, poise_test_entry (days[i], days[i], FALSE, 0.0));
  g_assert_true (poise_month_file_write (month, self->path, NULL));
  first = poise_test_read (self->folder, "2026-11.json");
  for (guint i = 0; i < month->entries->len; i++)
    {
      PoiseDay day = poise_entry_get_day (g_ptr_array_index (month->entries, i));

      g_assert_cmpuint (day, >, before);
      before = day;
    }
  g_ptr_array_insert (month->entries, 0, g_ptr_array_steal_index (month->entries, 2));
  g_assert_true (poise_month_file_write (month, self->path, NULL));
  second = poise_test_read (self->folder, "2026-11.json");
  g_assert_cmpstr (first, ==, second);
}

static void
test_not_there (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) read = poise_month_file_read (self->path, "2026-11", &error);
  g_autoptr (PoiseMonth) fresh = NULL;

  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (read);
  g_clear_error (&error);
  fresh = poise_month_file_read_for_writing (self->path, "2026-11", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fresh->entries->len, ==, 0);
}

static void
test_newer (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) read = NULL;
  g_autoptr (PoiseMonth) writable = NULL;

  poise_test_write (
    self->folder, "2026-11.json",
    "{\"format\":\"poise-month\",\"version\":2,\"month\":\"2026-11\",\"entries\":[]}");
  read = poise_month_file_read (self->path, "2026-11", &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->version, ==, 2);
  writable = poise_month_file_read_for_writing (self->path, "2026-11", &error);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NEWER);
  g_assert_null (writable);
  g_assert_nonnull (strstr (error->message, self->path));
}

/* Damaged is not empty: nobody may write over it. */
static void
test_damaged (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) writable = NULL;

  poise_test_write (self->folder, "2026-11.json", "{\"format\":\"poise-month\",\"ver");
  writable = poise_month_file_read_for_writing (self->path, "2026-11", &error);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
  g_assert_null (writable);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/month-file/round-trip", test_round_trip);
  ADD ("/month-file/stable", test_stable);
  ADD ("/month-file/not-there", test_not_there);
  ADD ("/month-file/newer", test_newer);
  ADD ("/month-file/damaged", test_damaged);
  return g_test_run ();
}
