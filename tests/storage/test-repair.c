/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-folder-read.h"
#include "poise-salvage.h"
#include "poise-test.h"

#define ENTRY(id, day, modified, text)                                                             \
  "{\"id\": \"" id "\", \"day\": \"" day "\", \"created\": \"2026-11-01T08:00:00Z\", "             \
  "\"modified\": \"" modified "\", \"text\": \"" text "\"}"
#define MONTH(entries)                                                                             \
  "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": [" entries   \
  "]}"

static guint
repair (PoiseTestJournal *fixture, const char *before)
{
  g_autoptr (GError) error = NULL;
  guint n;
  g_autofree char *kept = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  name = g_strdup (kept + strlen (fixture->path) + 1);
  text = poise_test_read (fixture->path, name);
  g_assert_cmpstr (text, ==, before);
  return n;
}

static void
assert_in_order (PoiseTestJournal *fixture, const char *expected)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) entries = poise_folder_read_all (fixture->folder, problems, NULL);
  g_autofree char *joined = poise_test_journal_join (fixture);

  g_assert_nonnull (entries);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (joined, ==, expected);
}

/* An entry in the file of another month, an id that stands there twice. */
static void
test_misplaced (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char odd[] =
    MONTH (ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", "Old") ", " ENTRY (
      "a", "2026-11-01", "2026-11-02T08:00:00Z",
      "New") ", " ENTRY ("a", "2026-11-01", "2026-11-01T09:00:00Z",
                         "Old") ", " ENTRY ("b", "2026-12-01", "2026-11-01T08:00:00Z", "December"));

  poise_test_write (fixture->path, "entries/2026-11.json", odd);
  g_assert_cmpuint (repair (fixture, odd), ==, 3);
  assert_in_order (fixture, "December,New|Old");
}

/* What is no entry at all is kept where it is, and is no reason to repair. */
static void
test_no_entry (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char odd[] = MONTH ("17, {\"note\": \"mine\"}");
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  guint n;

  poise_test_write (fixture->path, "entries/2026-11.json", odd);
  g_assert_null (poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, odd);
}

static void
test_damaged_with_foreign_entry (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char damaged[] =
    "{\"entries\": [" ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", "November") ", " ENTRY (
      "b", "2026-12-01", "2026-11-01T08:00:00Z", "December") ", {\"id";

  poise_test_write (fixture->path, "entries/2026-11.json", damaged);
  g_assert_cmpuint (repair (fixture, damaged), ==, 2);
  assert_in_order (fixture, "December,November|");
}

static void
test_damaged_pending (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char damaged[] =
    "{\"entries\": [" ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", "Pending") ", {";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Main", FALSE, 0.0);

  poise_test_journal_add (fixture, entry);
  poise_test_write (fixture->path, "entries/2026-11.pending.json", damaged);
  g_assert_cmpuint (repair (fixture, damaged), ==, 1);
  assert_in_order (fixture, "Main,Pending|");
}

static void
test_both_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char damaged[] =
    "{\"entries\": [" ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", "Main") ", {";
  static const char pending[] =
    "{\"entries\": [" ENTRY ("b", "2026-11-02", "2026-11-01T08:00:00Z", "Pending") ", {";

  poise_test_write (fixture->path, "entries/2026-11.json", damaged);
  poise_test_write (fixture->path, "entries/2026-11.pending.json", pending);
  g_assert_cmpuint (repair (fixture, pending), ==, 2);
  assert_in_order (fixture, "Main,Pending|");
}

/* json-glib would keep the last of them, and a rewrite would lose the other. */
static void
test_member_twice (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char twice[] =
    MONTH ("{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", "
           "\"text\": \"First\", \"te\\u0078t\": \"Second\"}");
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Other", FALSE, 0.0);
  g_autofree char *after = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json", twice);
  poise_test_journal_add (fixture, entry);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, twice);
  g_assert_cmpuint (repair (fixture, twice), ==, 1);
  assert_in_order (fixture, "Other,Second|");
}

/* A nul would end the text, half a pair and C's octal escapes would become bytes
 * that are no UTF-8. */
static void
test_odd_escapes (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *file, *repaired;
  } odd[] = {
#define ODD(text) MONTH (ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", text))
    { ODD ("Before\\u0000after"), "Before\357\277\275after,Other|" },
    { ODD ("Before\\ud83dafter"), "Before\357\277\275after,Other|" },
    { ODD ("Before\\ude42after"), "Before\357\277\275after,Other|" },
    { ODD ("Before\\342after"), "Before 342after,Other|" },
    { ODD ("Before\\u12 after"), "Before u12 after,Other|" },
#undef ODD
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Other", FALSE, 0.0);
      g_autoptr (GPtrArray) problems = poise_problems_new ();
      g_autoptr (GPtrArray) entries = NULL;
      g_autofree char *after = NULL;
      g_autofree char *path = poise_folder_get_month_path (fixture->folder, "2026-11");

      poise_test_write (fixture->path, "entries/2026-11.json", odd[i].file);
      poise_test_journal_add (fixture, entry);
      after = poise_test_read (fixture->path, "entries/2026-11.json");
      g_assert_cmpstr (after, ==, odd[i].file);
      entries = poise_folder_read_all (fixture->folder, problems, NULL);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpuint (problems->len, ==, 1);

      g_assert_cmpuint (repair (fixture, odd[i].file), ==, 1);
      assert_in_order (fixture, odd[i].repaired);
      g_unlink (path);
    }
}

/* ---- what did not come back ---- */

#define ID(digit) "019a0000-0000-7000-8000-00000000000" digit

/* Returns: the only report of a repair. */
static PoiseRepairReport *
repair_bytes (PoiseTestJournal *fixture, const char *data, gsize length)
{
  g_autofree char *path = poise_folder_get_month_path (fixture->folder, "2026-11");
  g_autofree char *at = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  g_assert_cmpint (g_mkdir_with_parents (at, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  reports = poise_salvage_repair (fixture->folder, "2026-11", fixture->now, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);
  return g_ptr_array_steal_index (reports, 0);
}

static void
assert_loss (PoiseTestJournal *fixture, const char *damaged, const char *expected)
{
  g_autoptr (PoiseRepairReport) report = repair_bytes (fixture, damaged, strlen (damaged));
  g_autofree char *loss = poise_repair_report_describe_loss (report);
  g_autofree char *kept = poise_repair_report_describe_kept (report);

  g_assert_cmpstr (loss, ==, expected);
  g_assert_nonnull (strstr (kept, "2026-11.json.damaged-"));
}

static void
test_parts_are_told (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char cut[] = "{\"format\": \"poise-month\", \"version\": 1, \"entries\": [" ENTRY (
    ID ("1"), "2026-11-01", "2026-11-01T08:00:00Z",
    "Whole") ", {\"id\": \"" ID ("2") "\", \"day\": \"2026-11-03\", \"created\": "
                                      "\"2026-11-03T08:00:00Z\", \"text\": \"Cut";

  assert_loss (fixture, cut,
               "In “2026-11.json”, only a part could be read of at least 1 entry, which is not "
               "back (3 November 2026).");
}

/* What is cut off was found as well, in another state of the file. */
static void
test_other_version_is_no_loss (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char twice[] =
    MONTH (ENTRY (ID ("1"), "2026-11-01", "2026-11-01T08:00:00Z",
                  "Whole")) "{\"entries\": [{\"id\": \"" ID ("1") "\", "
                                                                  "\"day\": \"2026-11-01\", \"te";

  assert_loss (fixture, twice, NULL);
}

static void
test_hole_is_told (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char before[] =
    MONTH (ENTRY (ID ("1"), "2026-11-01", "2026-11-01T08:00:00Z", "Whole") ", ????????");
  g_autofree char *holed = g_strdup (before);
  g_autoptr (PoiseRepairReport) report = NULL;
  g_autofree char *loss = NULL;

  for (gsize k = 0; before[k] != '\0'; k++)
    if (before[k] == '?')
      holed[k] = '\0';
  report = repair_bytes (fixture, holed, strlen (before));
  loss = poise_repair_report_describe_loss (report);
  g_assert_cmpstr (loss, ==,
                   "In “2026-11.json”, 8 bytes between the entries are no text. Whether an entry "
                   "stood there cannot be known.");
}

static void
test_nothing_left_is_told (PoiseTestJournal *fixture, gconstpointer unused)
{
  assert_loss (fixture, "",
               "Nothing could be read in “2026-11.json”, and no backup of it was "
               "found. What it held is missing.");
}

static void
test_backup_is_told (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char before[] =
    MONTH (ENTRY (ID ("1"), "2026-11-01", "2026-11-01T08:00:00Z", "Whole"));

  poise_test_write (fixture->path, "backups/2026-11-20/2026-11.json", before);
  assert_loss (fixture, "",
               "Nothing could be read in “2026-11.json”. Its newest backup has 1 entry, which is "
               "back. What was written or changed from 20 November 2026 on may be missing.");
  assert_in_order (fixture, "Whole|");
}

/* A month of no entries is all back. */
static void
test_empty_month_is_no_loss (PoiseTestJournal *fixture, gconstpointer unused)
{
  assert_loss (fixture, "{\"format\": \"poise-month\", \"version\": 1, \"entries\": [", NULL);
}

/* An older state was appended to the month: what was deleted since, or removed for good, is not
 * listed again; words that are in no trash go there. */
static void
test_deleted_stays (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char before[] =
    MONTH (ENTRY ("a", "2026-11-01", "2026-11-01T08:00:00Z", "Deleted") ", " ENTRY (
      "b", "2026-11-02", "2026-11-01T08:00:00Z",
      "Removed") ", " ENTRY ("c", "2026-11-03", "2026-11-01T08:00:00Z", "Kept"));
  static const char trash[] =
    "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": [{\"id\": "
    "\"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", \"modified\": "
    "\"2026-11-01T08:00:00Z\", \"text\": \"Deleted\", \"deleted\": \"2026-11-20T08:00:00Z\"}], "
    "\"removed\": {\"b\": {\"deleted\": \"2026-11-20T08:00:00Z\", \"modified\": "
    "\"2026-11-01T08:00:00Z\"}}}";
  static const char now[] = MONTH (ENTRY ("c", "2026-11-03", "2026-11-01T08:00:00Z", "Kept"));
  g_autofree char *both = g_strconcat (now, before, NULL);

  poise_test_write (fixture->path, "trash/2026-11.json", trash);
  poise_test_write (fixture->path, "entries/2026-11.json", both);
  repair (fixture, both);
  assert_in_order (fixture, "Kept|Deleted");
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/repair/misplaced", test_misplaced);
  ADD ("/repair/no-entry", test_no_entry);
  ADD ("/repair/damaged-with-foreign-entry", test_damaged_with_foreign_entry);
  ADD ("/repair/damaged-pending", test_damaged_pending);
  ADD ("/repair/both-damaged", test_both_damaged);
  ADD ("/repair/member-twice", test_member_twice);
  ADD ("/repair/odd-escapes", test_odd_escapes);
  ADD ("/repair/parts-are-told", test_parts_are_told);
  ADD ("/repair/other-version-is-no-loss", test_other_version_is_no_loss);
  ADD ("/repair/hole-is-told", test_hole_is_told);
  ADD ("/repair/nothing-left-is-told", test_nothing_left_is_told);
  ADD ("/repair/backup-is-told", test_backup_is_told);
  ADD ("/repair/deleted-stays", test_deleted_stays);
  ADD ("/repair/empty-month-is-no-loss", test_empty_month_is_no_loss);
  return g_test_run ();
}
