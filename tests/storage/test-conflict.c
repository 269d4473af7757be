/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-conflict.h"
#include "poise-error.h"
#include "poise-three-way.h"

static char *
get_text (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

static void
check (const char *text, const char *ours, const char *theirs)
{
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GBytes) right = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_assert_true (poise_conflict_split (text, strlen (text), &left, &right));
  one = get_text (left);
  other = get_text (right);
  g_assert_cmpstr (one, ==, ours);
  g_assert_cmpstr (other, ==, theirs);
}

static void
test_split (void)
{
  check ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\nd\n", "a\nb\nd\n", "a\nc\nd\n");
  check ("<<<<<<< HEAD\r\nb\r\n=======\r\n>>>>>>> main", "b\r\n", "");
  check ("<<<<<<< HEAD\nb\n||||||| base\no\n=======\nc\n>>>>>>> x\n"
         "<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> x\n",
         "b\n1\n", "c\n2\n");
  /* A base that is a merge itself. */
  check ("<<<<<<< HEAD\nb\n||||||| base\n<<<<<<<<< T1\nx\n=========\ny\n>>>>>>>>> T2\n=======\nc\n"
         ">>>>>>> x\n",
         "b\n", "c\n");
}

static void
test_none (void)
{
  const char *const texts[] = { "", "a\n", "{\"text\": \"<<<<<<< HEAD\"}\n=======\n",
                                "<<<<<<< HEAD\nb\n=======\n", "<<<<<<< HEAD\nb\n>>>>>>> x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (poise_conflict_is_in (texts[i], strlen (texts[i])));
}

#define ENTRY(id, text, time)                                                                      \
  "{\"id\": \"019a0000-0000-7000-8000-00000000000" id "\", \"day\": \"2026-11-20\", \"created\": " \
  "\"2026-11-20T10:00:00Z\", \"modified\": \"2026-11-20T" time ":00:00Z\", \"text\": \"" text      \
  "\"}"
#define MONTH(entries)                                                                             \
  "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": [" entries   \
  "]}"

static char *
merge (const char *base, const char *ours, const char *theirs, gboolean is_whole)
{
  g_autoptr (GBytes) o = g_bytes_new (base, strlen (base));
  g_autoptr (GBytes) a = g_bytes_new (ours, strlen (ours));
  g_autoptr (GBytes) b = g_bytes_new (theirs, strlen (theirs));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) merged = NULL;
  gboolean was_whole;

  merged = poise_three_way_merge (o, a, b, &was_whole, &error);
  g_assert_no_error (error);
  g_assert_cmpint (was_whole, ==, is_whole);
  return get_text (merged);
}

/* Added on both sides, changed on one, deleted on one. */
static void
test_three_way (void)
{
  const char *base = MONTH (
    ENTRY ("1", "Kept", "10") ", " ENTRY ("2", "Older", "10") ", " ENTRY ("3", "Gone", "10"));
  const char *ours = MONTH (ENTRY ("1", "Kept", "10") ", " ENTRY ("2", "Newer", "11") ", " ENTRY (
    "3", "Gone", "10") ", " ENTRY ("4", "Ours", "10"));
  const char *theirs = MONTH (
    ENTRY ("1", "Kept", "10") ", " ENTRY ("2", "Older", "10") ", " ENTRY ("5", "Theirs", "10"));
  g_autofree char *merged = merge (base, ours, theirs, TRUE);
  g_autofree char *back = merge (base, theirs, ours, TRUE);

  g_assert_cmpstr (merged, ==, back);
  g_assert_nonnull (strstr (merged, "Kept"));
  g_assert_nonnull (strstr (merged, "Newer"));
  g_assert_nonnull (strstr (merged, "Ours"));
  g_assert_nonnull (strstr (merged, "Theirs"));
  g_assert_null (strstr (merged, "Gone"));
  g_assert_null (strstr (merged, "Older"));
}

/* Changed on both sides: both stay, for Poise to merge. */
static void
test_changed_twice (void)
{
  g_autofree char *merged =
    merge ("", MONTH (ENTRY ("1", "One", "11")), MONTH (ENTRY ("1", "Other", "12")), FALSE);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  g_assert_true (poise_conflict_split (merged, strlen (merged), &ours, &theirs));
  left = get_text (ours);
  right = get_text (theirs);
  g_assert_nonnull (strstr (left, "One"));
  g_assert_nonnull (strstr (right, "Other"));
}

/* Deleted on one side, changed on the other: the trash's times say what stays. */
static void
test_deleted_and_changed (void)
{
  g_autofree char *merged = merge (MONTH (ENTRY ("1", "One", "11")), MONTH (""),
                                   MONTH (ENTRY ("1", "Changed", "12")), FALSE);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  g_assert_true (poise_conflict_split (merged, strlen (merged), &ours, &theirs));
  left = get_text (ours);
  right = get_text (theirs);
  g_assert_null (strstr (left, "Changed"));
  g_assert_nonnull (strstr (right, "Changed"));
}

#define DELETED(id, text)                                                                          \
  "{\"id\": \"019a0000-0000-7000-8000-00000000000" id "\", \"day\": \"2026-11-20\", \"created\": " \
  "\"2026-11-20T10:00:00Z\", \"modified\": \"2026-11-20T10:00:00Z\", \"text\": \"" text            \
  "\", \"deleted\": \"2026-11-21T10:00:00Z\"}"
#define REMOVED(id, time)                                                                          \
  "\"019a0000-0000-7000-8000-00000000000" id "\": {\"deleted\": \"2026-11-21T" time                \
  ":00:00Z\", \"modified\": \"2026-11-20T10:00:00Z\"}"
#define TRASH(entries, removed)                                                                    \
  "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": [" entries   \
  "], \"removed\": {" removed "}}"

/* What was removed for good on either side stays known, and its text goes. */
static void
test_removed (void)
{
  const char *base = MONTH (DELETED ("1", "Removed there"));
  const char *ours =
    TRASH (DELETED ("1", "Removed there") ", " DELETED ("2", "Deleted here"), REMOVED ("3", "11"));
  const char *theirs =
    TRASH (DELETED ("4", "Deleted there"), REMOVED ("1", "12") ", " REMOVED ("3", "12"));
  g_autofree char *merged = merge (base, ours, theirs, TRUE);
  g_autofree char *back = merge (base, theirs, ours, TRUE);

  g_assert_cmpstr (merged, ==, back);
  g_assert_nonnull (strstr (merged, "Deleted here"));
  g_assert_nonnull (strstr (merged, "Deleted there"));
  g_assert_null (strstr (merged, "Removed there"));
  g_assert_nonnull (strstr (merged, "00000000001"));
  g_assert_nonnull (strstr (merged, "00000000003"));
  g_assert_null (strstr (merged, "2026-11-21T11"));
}

/* What a newer Poise wrote is not merged. */
static void
test_newer (void)
{
  const char *known = MONTH (ENTRY ("1", "One", "11"));
  const char *newer = "{\"format\": \"poise-month\", \"version\": 2, \"month\": \"2026-11\", "
                      "\"entries\": []}";

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) o = g_bytes_new (known, strlen (known));
      g_autoptr (GBytes) a = g_bytes_new (known, strlen (known));
      g_autoptr (GBytes) b = g_bytes_new (newer, strlen (newer));
      g_autoptr (GError) error = NULL;
      gboolean is_whole;

      g_assert_null (poise_three_way_merge (o, i == 0 ? a : b, i == 0 ? b : a, &is_whole, &error));
      g_assert_error (error, POISE_ERROR, POISE_ERROR_NEWER);
    }
}

#define WITH(members)                                                                              \
  "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": []" members  \
  "}"

/* What this version does not know is merged, too. */
static void
test_unknown_members (void)
{
  g_autofree char *merged =
    merge (WITH (", \"a\": \"old\", \"b\": \"old\", \"c\": \"old\""),
           WITH (", \"a\": \"old\", \"b\": \"mine\", \"d\": \"added\""),
           WITH (", \"a\": \"new\", \"b\": \"old\", \"c\": \"old\", \"e\": \"theirs\""), TRUE);

  g_assert_nonnull (strstr (merged, "\"a\": \"new\""));
  g_assert_nonnull (strstr (merged, "\"b\": \"mine\""));
  g_assert_nonnull (strstr (merged, "\"c\": \"old\""));
  g_assert_nonnull (strstr (merged, "\"d\": \"added\""));
  g_assert_nonnull (strstr (merged, "\"e\": \"theirs\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflict/split", test_split);
  g_test_add_func ("/conflict/none", test_none);
  g_test_add_func ("/conflict/three-way", test_three_way);
  g_test_add_func ("/conflict/changed-twice", test_changed_twice);
  g_test_add_func ("/conflict/deleted-and-changed", test_deleted_and_changed);
  g_test_add_func ("/conflict/removed", test_removed);
  g_test_add_func ("/conflict/newer", test_newer);
  g_test_add_func ("/conflict/unknown-members", test_unknown_members);
  return g_test_run ();
}
