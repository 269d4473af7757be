/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libyaml reads becomes the tree that importers look at, and what is made to
 * fill a machine's memory is refused. */

#include <locale.h>
#include <string.h>

#include "poise-error.h"
#include "poise-test.h"
#include "poise-yaml.h"

static PoiseYaml *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  guint line = 0;
  PoiseYaml *root = poise_yaml_parse (text, &line, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

static void
assert_fails (const char *text, guint expected_line, const char *message)
{
  g_autoptr (GError) error = NULL;
  guint line = 0;

  g_assert_null (poise_yaml_parse (text, &line, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (line, ==, expected_line);
}

static void
test_tree (void)
{
  g_autoptr (PoiseYaml) root = parse ("# first\na: one\nb:\n- x\n- [y, ~]\nc: {d: 'null', e: }\n"
                                      "? [f]\n: g\n");
  PoiseYaml *b = poise_yaml_get (root, "b"), *c = poise_yaml_get (root, "c");
  PoiseYaml *inner = g_ptr_array_index (b->values, 1);

  g_assert_cmpstr (poise_yaml_get_text (root, "a"), ==, "one");
  g_assert_cmpuint (((PoiseYaml *) g_ptr_array_index (b->values, 0))->line, ==, 4);
  g_assert_cmpint (inner->kind, ==, POISE_YAML_SEQUENCE);
  g_assert_cmpint (((PoiseYaml *) g_ptr_array_index (inner->values, 1))->kind, ==, POISE_YAML_NULL);
  g_assert_cmpstr (poise_yaml_get_text (c, "d"), ==, "null");
  g_assert_cmpint (poise_yaml_get (c, "e")->kind, ==, POISE_YAML_NULL);
  g_assert_cmpstr (poise_yaml_get_text (root, ""), ==, "g");
  g_assert_null (poise_yaml_get (root, "z"));
  g_assert_null (poise_yaml_get_text (root, "b"));
}

static void
test_texts (void)
{
  g_autoptr (PoiseYaml) root = parse ("a: \"\\0 \\r\\n \\r \\u2028 \\U0001F600\"\nb: |\n  x\n   y\n"
                                      "c: &name !!str 12\nd: >-\n  x\n  y\ne: x\n  y\n");

  g_assert_cmpstr (poise_yaml_get_text (root, "a"), ==, "\xef\xbf\xbd \n \n \xe2\x80\xa8 😀");
  g_assert_cmpstr (poise_yaml_get_text (root, "b"), ==, "x\n y\n");
  g_assert_cmpstr (poise_yaml_get_text (root, "c"), ==, "12");
  g_assert_cmpstr (poise_yaml_get_text (root, "d"), ==, "x y");
  g_assert_cmpstr (poise_yaml_get_text (root, "e"), ==, "x y");
}

static void
test_nothing (void)
{
  static const char *const texts[] = { "", "\n# a remark\n", "---\n", "---\n...\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PoiseYaml) root = parse (texts[i]);

      g_assert_cmpint (root->kind, ==, POISE_YAML_NULL);
    }
}

static void
test_problems (void)
{
  assert_fails ("a: 1\nb: \"x\ny\n", 2, "the quotation that begins here does not end");
  assert_fails ("a: 1\nb: \"\\q\"\n", 2, "this backslash means nothing");
  assert_fails ("a: \"\\ud83d\"\n", 1, "this backslash means nothing");
  assert_fails ("a: [1, 2\nb: 3\n", 2, "a comma or a bracket is missing here");
  assert_fails ("a: 1\nb\nc: 2\n", 2, "here should be a name and a colon");
  assert_fails ("a: 1\nb: c: d\n", 2, "a text with a colon in it must stand in quotes");
  assert_fails ("a: 1\nb: @c\n", 2, "a text that begins with this must stand in quotes");
  assert_fails ("a: 1\nb: 2\nc: \x01\n", 3, "a control character is no part of a text");
  assert_fails ("a: 1\n---\nb: 2\n", 2, "this is not understood");
}

/* Nine lines that stand for a thousand million texts. */
static void
test_aliases (void)
{
  g_autoptr (GString) text = g_string_new ("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");

  for (guint i = 1; i < 9; i++)
    {
      g_string_append_printf (text, "a%u: &a%u [", i, i);
      for (guint j = 0; j < 10; j++)
        g_string_append_printf (text, "*a%u%s", i - 1, j < 9 ? ", " : "]\n");
    }
  assert_fails (text->str, 2, "anchors are not read");
  assert_fails ("a: &x\n  b: *x\n", 2, "anchors are not read");
}

static char *
repeat (const char *piece, gsize n)
{
  GString *text = g_string_sized_new (n * strlen (piece));

  for (gsize i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const char *const pieces[] = { "[", "{a: ", "- ", "? ", "[\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 200000);

      assert_fails (text, strchr (pieces[i], '\n') != NULL ? 33 : 1, "this is nested too deeply");
    }
}

static void
test_many (void)
{
  g_autofree char *text = repeat ("- x\n", 1000001);

  assert_fails (text, 1000000, "the names and values are too many");
}

/* A month may be long. */
static void
test_long (void)
{
  g_autofree char *words = repeat ("a word and another one ", 200000);
  g_autofree char *text = g_strconcat ("a: '", words, "'\n", NULL);
  g_autoptr (PoiseYaml) root = parse (text);

  g_assert_cmpstr (poise_yaml_get_text (root, "a"), ==, words);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/yaml/tree", test_tree);
  g_test_add_func ("/yaml/texts", test_texts);
  g_test_add_func ("/yaml/nothing", test_nothing);
  g_test_add_func ("/yaml/problems", test_problems);
  g_test_add_func ("/yaml/aliases", test_aliases);
  g_test_add_func ("/yaml/depth", test_depth);
  g_test_add_func ("/yaml/many", test_many);
  g_test_add_func ("/yaml/long", test_long);
  return g_test_run ();
}
