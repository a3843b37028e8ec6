/* test-json-scanner.c: tests of what is JSON, what isn't, and what is rejected anyway
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-json-scanner.h"
#include "aft-json.h"
#include "trickle-stream.h"

/* Reads @text as one value. (transfer full): "" if it is valid, else the message. */
static char *
scan (const char *text, gsize length, gsize step)
{
  g_autoptr (GInputStream) stream = test_trickle_stream_new (text, length, step, G_MAXSIZE);
  g_autoptr (AftJsonScanner) scanner = aft_json_scanner_new (stream, NULL);
  g_autoptr (GError) error = NULL;

  if (aft_json_scanner_skip (scanner, &error) && aft_json_scanner_finish (scanner, &error))
    return g_strdup ("");
  g_assert_error (error, error->domain, error->code);
  g_assert_true (error->domain == AFT_JSON_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));

  return g_strdup (error->message);
}

static const struct
{
  const char *text;
  const char *message; /* end of the message; "" if valid */
} cases[] = {
  /* valid */
  { "{}", "" },
  { " [ ] ", "" },
  { "\t\r\n{\n}\n", "" },
  { "\xef\xbb\xbf{}", "" },
  { "[1,-1,0,-0,0.5,-0.0,1e3,1E+3,1e-3,12.50e0]", "" },
  { "[9223372036854775807,-9223372036854775808,1e308,1e-999]", "" },
  { "[true,false,null]", "" },
  { "\"\"", "" },
  { "\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\uD83D\\ude00 \\uFFFF\"", "" },
  { "\"gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80 \xef\xbf\xbf \xf4\x8f\xbf\xbf \x7f\"", "" },
  { "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}", "" },

  /* structure */
  { "", "line 1, column 1: expected a value, but the file ends here" },
  { "  \n ", "line 2, column 2: expected a value, but the file ends here" },
  { "\xef\xbb\xbf", "expected a value, but the file ends here" },
  { "{", "expected a key or }, but the file ends here" },
  { "[", "expected a value, but the file ends here" },
  { "[1", "expected a comma or ], but the file ends here" },
  { "[1,]", "in [1]: expected a value, found ']'" },
  { "[,1]", "expected a value, found ','" },
  { "[1 2]", "line 1, column 4, in [0]: expected a comma or ], found '2'" },
  { "[1}", "expected a comma or ], found '}'" },
  { "{\"a\":1,}", "expected a key, found '}'" },
  { "{\"a\" 1}", "line 1, column 6, in a: expected a colon, found '1'" },
  { "{\"a\":}", "in a: expected a value, found '}'" },
  { "{a:1}", "expected a key or }, found 'a'" },
  { "{'a':1}", "expected a key or }, found '''" },
  { "{\"a\":1 \"b\":2}", "expected a comma or }, found '\"'" },
  { "{} x", "line 1, column 4: expected the end of the file, found 'x'" },
  { "\"\xc3\xa9\xf0\x9f\x98\x80\" x", "line 1, column 6: expected the end of the file, found 'x'" },
  { "{}{}", "expected the end of the file, found '{'" },
  { "{}\xef\xbb\xbf", "expected the end of the file, found the byte 0xEF" },
  { "// hello\n{}", "expected a value, found '/'" },
  { "[1/**/]", "expected a comma or ], found '/'" },
  { "NaN", "expected a value, found 'N'" },
  { "[Infinity]", "expected a value, found 'I'" },
  { "tru", "expected true, but the file ends here" },
  { "[nul]", "expected null, found ']'" },
  { "falsy", "expected false, found 'y'" },
  { "truetrue", "expected the end of the file, found 't'" },
  { "\xff\xfe{\0}", "this is not UTF-8; save the file as UTF-8 and try again" },
  { "{\"a\":1,\"a\":2}", "the key \"a\" appears twice" },
  { "{\"a\":1,\"\\u0061\":2}", "the key \"a\" appears twice" },
  { "[{},{\"x\":{\"b\":1,\"c\":2,\"b\":3}}]", "in [1].x: the key \"b\" appears twice" },

  /* strings */
  { "\"a", "the file ends in the middle of a text value" },
  { "\"a\nb\"", "line 1, column 3: in text, the byte 0x0A must be written as \\u000A" },
  { "\"\x01\"", "in text, the byte 0x01 must be written as \\u0001" },
  { "\"\\x41\"", "after a backslash, found 'x'" },
  { "\"\\", "after a backslash, but the file ends here" },
  { "\"\\u12g4\"", "expected a hexadecimal digit after \\u, found 'g'" },
  { "\"\\u12", "expected a hexadecimal digit after \\u, but the file ends here" },
  { "\"\\u0000\"", "text must not contain \\u0000" },
  { "{\"a\\u0000b\":1}", "text must not contain \\u0000" },
  { "\"\\ud800\"", "\\uD800 is the first half of a character, without the second half" },
  { "\"\\ud800x\"", "\\uD800 is the first half of a character, without the second half" },
  { "\"\\ud800\\n\"", "\\uD800 is the first half of a character, without the second half" },
  { "\"\\ud800\\ud800\"", "\\uD800 is the first half of a character, without the second half" },
  { "\"\\ud83d\\u0041\"", "\\uD83D is the first half of a character, without the second half" },
  { "\"\\udc00\"", "\\uDC00 is the second half of a character, without the first half" },
  { "\"\x80\"", "the byte 0x80 is not valid UTF-8" },
  { "\"\xc0\xaf\"", "the byte 0xC0 is not valid UTF-8" },
  { "\"\xc1\xbf\"", "the byte 0xC1 is not valid UTF-8" },
  { "\"\xf5\x80\x80\x80\"", "the byte 0xF5 is not valid UTF-8" },
  { "\"\xff\"", "the byte 0xFF is not valid UTF-8" },
  { "\"\xc3\"", "a UTF-8 character is incomplete" },
  { "\"\xe2\x82\"", "a UTF-8 character is incomplete" },
  { "\"\xe0\x9f\xbf\"", "a UTF-8 character is incomplete" },
  { "\"\xed\xa0\x80\"", "a UTF-8 character is incomplete" },
  { "\"\xf0\x8f\xbf\xbf\"", "a UTF-8 character is incomplete" },
  { "\"\xf4\x90\x80\x80\"", "a UTF-8 character is incomplete" },
  { "\"\xf0\x9f\x98", "a UTF-8 character is incomplete" },

  /* numbers */
  { "[01]", "a number must not start with 0 followed by another digit" },
  { "[-]", "expected a digit, found ']'" },
  { "[+1]", "expected a value, found '+'" },
  { "[.5]", "expected a value, found '.'" },
  { "[1.]", "expected a digit, found ']'" },
  { "[1.e3]", "expected a digit, found 'e'" },
  { "[1e]", "expected a digit, found ']'" },
  { "[1e+]", "expected a digit, found ']'" },
  { "[0x10]", "expected a comma or ], found 'x'" },
  { "[1_000]", "expected a comma or ], found '_'" },
  { "[--1]", "expected a digit, found '-'" },
  { "1e400", "the number 1e400 is too large (line 1, column 1)" },
  { "{\"a\":[0,-1e999]}", "a[1]: the number -1e999 is too large (line 1, column 9)" },
  { "[9223372036854775808]",
    "[0]: the number 9223372036854775808 is too large (line 1, column 2)" },
  { "[-9223372036854775809]", "the number -9223372036854775809 is too large (line 1, column 2)" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);

      /* As a whole, and a byte at a time: the result is the same. */
      for (gsize step = 1; step <= 4096; step *= 4096)
        {
          g_autofree char *message = scan (cases[i].text, length, step);

          if (cases[i].message[0] == '\0' ? message[0] != '\0'
                                          : !g_str_has_suffix (message, cases[i].message))
            g_error ("%s: got “%s”, wanted “%s”", cases[i].text, message, cases[i].message);
        }
    }
}

static void
test_nul (void)
{
  static const char between[] = "[1,\0 2]";
  static const char within[] = "[\"a\0b\"]";
  static const char after[] = "[1]\0";
  g_autofree char *a = scan (between, sizeof between - 1, 10);
  g_autofree char *b = scan (within, sizeof within - 1, 10);
  g_autofree char *c = scan (after, sizeof after - 1, 10);

  g_assert_true (g_str_has_suffix (a, "expected a value, found the byte 0x00"));
  g_assert_true (g_str_has_suffix (b, "text must not contain the byte 0x00"));
  g_assert_true (g_str_has_suffix (c, "expected the end of the file, found the byte 0x00"));
}

static char *
repeat (const char *before, const char *part, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, after);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = repeat ("", "[", AFT_JSON_MAX_DEPTH, "");
  g_autofree char *closed = repeat (deepest, "]", AFT_JSON_MAX_DEPTH, "");
  g_autofree char *too_deep = repeat ("", "[", AFT_JSON_MAX_DEPTH + 1, "");
  g_autofree char *hostile = repeat ("", "[{\"a\":", 100000, "");
  g_autofree char *a = scan (closed, strlen (closed), 4096);
  g_autofree char *b = scan (too_deep, strlen (too_deep), 4096);
  g_autofree char *c = scan (hostile, strlen (hostile), 4096);

  g_assert_cmpstr (a, ==, "");
  g_assert_true (g_str_has_suffix (b, "objects and arrays are nested more than 32 levels deep"));
  g_assert_true (g_str_has_suffix (c, "objects and arrays are nested more than 32 levels deep"));
}

/* Skipped values may have any size, but kept ones may not. */
static void
test_sizes (void)
{
  g_autofree char *text =
      repeat ("\"", "0123456789abcdef", AFT_JSON_MAX_VALUE_BYTES / 16 + 1, "\"");
  g_autofree char *space = repeat ("[", "                ", AFT_JSON_MAX_VALUE_BYTES / 16 + 1, "]");
  g_autofree char *key = repeat ("{\"", "k", AFT_JSON_MAX_KEY_BYTES + 1, "\":1}");
  g_autofree char *number = repeat ("", "1", AFT_JSON_MAX_NUMBER_BYTES + 1, "");
  g_autofree char *fraction = repeat ("0.", "3", 100, "");
  g_autofree char *a = scan (text, strlen (text), 4096);
  g_autofree char *b = scan (space, strlen (space), 4096);
  g_autofree char *c = scan (key, strlen (key), 4096);
  g_autofree char *d = scan (number, strlen (number), 4096);
  g_autofree char *e = scan (fraction, strlen (fraction), 4096);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GInputStream) space_stream = NULL;
  g_autoptr (AftJsonScanner) scanner = NULL;
  g_autoptr (AftJsonScanner) space_scanner = NULL;
  g_autoptr (GError) error = NULL;
  const char *value;
  gsize length;
  GString *keys = g_string_new (NULL);
  g_autofree char *many = NULL;
  g_autofree char *f = NULL;
  g_autofree char *g = NULL;

  g_assert_cmpstr (a, ==, "");
  g_assert_cmpstr (b, ==, "");
  g_assert_true (g_str_has_suffix (c, "a key is longer than 1024 bytes"));
  g_assert_true (g_str_has_suffix (d, "a number has more than 512 digits"));
  g_assert_cmpstr (e, ==, "");

  stream = test_trickle_stream_new (text, strlen (text), 4096, G_MAXSIZE);
  scanner = aft_json_scanner_new (stream, NULL);
  g_assert_false (aft_json_scanner_take (scanner, &value, &length, &error));
  g_assert_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "larger than the limit of 2097152 bytes"));

  /* Whitespace isn't kept. */
  space_stream = test_trickle_stream_new (space, strlen (space), 4096, G_MAXSIZE);
  space_scanner = aft_json_scanner_new (space_stream, NULL);
  g_assert_true (aft_json_scanner_take (space_scanner, &value, &length, NULL));
  g_assert_cmpstr (value, ==, "[]");

  /* Too many in one object, but the same number in several objects is allowed. */
  g_string_assign (keys, "[{\"a\":0}");
  for (guint i = 0; i < 20000; i++)
    g_string_append (keys, ",{\"a\":{\"b\":0}}");
  g_string_append_c (keys, ']');
  g = scan (keys->str, keys->len, 4096);
  g_assert_cmpstr (g, ==, "");
  g_string_assign (keys, "{");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (keys, "\"%u\":0,", i);
  many = g_string_free (keys, FALSE);
  f = scan (many, strlen (many), 4096);
  g_assert_true (g_str_has_suffix (f, "an object has too many keys"));
}

static void
test_walk (void)
{
  static const char text[] = " {\"a\": [ 1 , {\"b\":\"]}\"} ],\n \"c\" : \"x\"}";
  g_autoptr (GInputStream) stream = test_trickle_stream_new (text, strlen (text), 3, G_MAXSIZE);
  g_autoptr (AftJsonScanner) scanner = aft_json_scanner_new (stream, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  AftJsonKind kind;
  const char *value;
  const char *key;
  gboolean more;
  gsize length;

  g_assert_true (aft_json_scanner_peek (scanner, &kind, &error));
  g_assert_cmpint (kind, ==, AFT_JSON_KIND_OBJECT);
  g_assert_true (aft_json_scanner_begin_object (scanner, &error));
  g_assert_true (aft_json_scanner_next_key (scanner, &key, &error));
  g_assert_cmpstr (key, ==, "a");
  g_assert_true (aft_json_scanner_peek (scanner, &kind, &error));
  g_assert_cmpint (kind, ==, AFT_JSON_KIND_ARRAY);
  g_assert_true (aft_json_scanner_begin_array (scanner, &error));
  g_assert_true (aft_json_scanner_next_element (scanner, &more, &error) && more);
  g_assert_true (aft_json_scanner_take (scanner, &value, &length, &error));
  g_assert_cmpstr (value, ==, "1");
  g_assert_true (aft_json_scanner_next_element (scanner, &more, &error) && more);
  place = aft_json_scanner_get_place (scanner);
  g_assert_cmpstr (place, ==, "a[1]");
  g_assert_true (aft_json_scanner_take (scanner, &value, &length, &error));
  g_assert_cmpstr (value, ==, "{\"b\":\"]}\"}");
  g_assert_cmpuint (length, ==, 10);
  g_assert_true (aft_json_scanner_next_element (scanner, &more, &error) && !more);
  g_assert_true (aft_json_scanner_next_key (scanner, &key, &error));
  g_assert_cmpstr (key, ==, "c");
  g_assert_true (aft_json_scanner_skip (scanner, &error));
  g_assert_true (aft_json_scanner_next_key (scanner, &key, &error));
  g_assert_null (key);
  g_assert_true (aft_json_scanner_finish (scanner, &error));
  g_assert_no_error (error);
}

/* A read error is never mistaken for the end of the file, wherever it occurs. */
static void
test_read_error (void)
{
  static const char text[] = "{\"a\":[1.5e1,true,null,\"gr\xc3\xbc\\u00e9\\ud83d\\ude00\"]} ";

  for (gsize fail_at = 0; fail_at < sizeof text; fail_at++)
    {
      g_autoptr (GInputStream) stream = test_trickle_stream_new (text, strlen (text), 1, fail_at);
      g_autoptr (AftJsonScanner) scanner = aft_json_scanner_new (stream, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (aft_json_scanner_skip (scanner, &error) &&
                      aft_json_scanner_finish (scanner, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/scanner/cases", test_cases);
  g_test_add_func ("/exchange/scanner/nul", test_nul);
  g_test_add_func ("/exchange/scanner/depth", test_depth);
  g_test_add_func ("/exchange/scanner/sizes", test_sizes);
  g_test_add_func ("/exchange/scanner/walk", test_walk);
  g_test_add_func ("/exchange/scanner/read-error", test_read_error);

  return g_test_run ();
}
