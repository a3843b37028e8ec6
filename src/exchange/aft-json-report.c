/* aft-json-report.c: collects all errors of a file, so that an import can report them at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-quote.h"

/* clang-format would treat the dashes as minus signs. */
/* clang-format off */
G_DEFINE_QUARK (aft-json-error-quark, aft_json_error)
/* clang-format on */

/**
 * aft_json_report_new:
 *
 * Returns: (transfer full): an empty report
 */
AftJsonReport *
aft_json_report_new (void)
{
  AftJsonReport *self = g_new0 (AftJsonReport, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->lacking = g_ptr_array_new_with_free_func (g_free);
  self->warned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * aft_json_report_free:
 * @self: (transfer full): a report
 */
void
aft_json_report_free (AftJsonReport *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->lacking);
  g_hash_table_unref (self->warned);
  g_free (self);
}

/**
 * aft_json_report_get_place:
 * @array: (nullable): the array, or the object at the top; NULL for the top
 * @index: the element of the array, or %AFT_JSON_NO_INDEX
 * @key: (nullable): its field
 *
 * Returns: (transfer full): "skin_notes[12].redness"
 */
char *
aft_json_report_get_place (const char *array, guint64 index, const char *key)
{
  g_autoptr (GString) place = g_string_new (array);

  if (array != NULL && index != AFT_JSON_NO_INDEX)
    g_string_append_printf (place, "[%" G_GUINT64_FORMAT "]", index);
  if (key != NULL)
    g_string_append_printf (place, "%s%s", place->len > 0 ? "." : "", key);

  return g_strdup (place->str);
}

/**
 * aft_json_report_add:
 * @code: the kind of error; the report has that of its first error
 * @format: one line, the place first: "skin_notes[12].redness: 7 is not between 0 and 4"
 *
 * Adds an error. Keeps the first %AFT_JSON_MAX_ERRORS and counts the rest.
 */
void
aft_json_report_add (AftJsonReport *self, AftJsonError code, const char *format, ...)
{
  va_list arguments;

  if (self->n_errors++ == 0)
    self->code = code;
  if (self->lines->len == AFT_JSON_MAX_ERRORS)
    return;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * aft_json_report_add_error:
 * @error: an %AFT_JSON_ERROR
 *
 * Adds an error of the scanner.
 */
void
aft_json_report_add_error (AftJsonReport *self, const GError *error)
{
  aft_json_report_add (self, (AftJsonError) error->code, "%s", error->message);
}

/**
 * aft_json_report_warn_key:
 * @array: (nullable): the array that the element is in, NULL for a key at the top
 * @index: the element
 * @key: a key that this version doesn't have
 *
 * Adds a warning about a key, once for all elements of an array.
 */
void
aft_json_report_warn_key (AftJsonReport *self, const char *array, guint64 index, const char *key)
{
  g_autofree char *what = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *warning = NULL;

  if (self->warnings->len == AFT_JSON_MAX_ERRORS)
    return;
  what = g_strdup_printf ("%s/%s", array != NULL ? array : "", key);
  if (!g_hash_table_add (self->warned, g_steal_pointer (&what)))
    return;

  quoted = aft_quote_for_message (key);
  warning = g_strdup_printf (_ ("the unknown key %s was ignored"), quoted);
  if (array == NULL)
    g_ptr_array_add (self->warnings, g_steal_pointer (&warning));
  else
    {
      g_autofree char *place = aft_json_report_get_place (array, index, NULL);

      g_ptr_array_add (self->warnings, g_strdup_printf ("%s: %s", place, warning));
    }
}

/**
 * aft_json_report_warn:
 * @array: the array that the element is in
 * @index: the element
 * @field: its field
 * @text: the warning
 *
 * Adds a warning about a value that is imported anyway, unless there are many warnings.
 */
void
aft_json_report_warn (
    AftJsonReport *self, const char *array, guint64 index, const char *field, const char *text)
{
  g_autofree char *place = aft_json_report_get_place (array, index, field);

  if (self->warnings->len < AFT_JSON_MAX_ERRORS)
    g_ptr_array_add (self->warnings, g_strdup_printf ("%s: %s", place, text));
}

/**
 * aft_json_report_warn_all:
 * @text: a warning about the whole file
 *
 * Adds it, even if there are many warnings.
 */
void
aft_json_report_warn_all (AftJsonReport *self, const char *text)
{
  g_ptr_array_add (self->warnings, g_strdup (text));
}

/**
 * aft_json_report_add_lacking:
 * @array: the array that the element is in
 * @index: the element
 * @key: a key that version 1 of the format doesn't have
 *
 * Notes that it is missing. Whether that is an error depends on the version, which may come last.
 */
void
aft_json_report_add_lacking (AftJsonReport *self, const char *array, guint64 index, const char *key)
{
  if (self->lacking->len < AFT_JSON_MAX_ERRORS)
    g_ptr_array_add (self->lacking, aft_json_report_get_place (array, index, key));
}

/**
 * aft_json_report_refuse_lacking:
 *
 * Adds an error for each of them: the file isn't of version 1.
 */
void
aft_json_report_refuse_lacking (AftJsonReport *self)
{
  for (guint i = 0; i < self->lacking->len; i++)
    aft_json_report_add (self, AFT_JSON_ERROR_VALUE, "%s: %s",
                         (const char *) g_ptr_array_index (self->lacking, i), _ ("missing"));
}

/**
 * aft_json_report_to_error:
 * @error: set to all errors, one a line
 *
 * Returns: TRUE if the report has no errors
 */
gboolean
aft_json_report_to_error (AftJsonReport *self, GError **error)
{
  g_autoptr (GString) message = NULL;

  if (self->n_errors == 0)
    return TRUE;

  message = g_string_new (NULL);
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (message, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (self->lines, i));
  if (self->n_errors > self->lines->len)
    {
      guint more = (guint) MIN (self->n_errors - self->lines->len, G_MAXUINT);

      g_string_append_c (message, '\n');
      /* Translators: at the end of a list of errors, of which %u more are not named */
      g_string_append_printf (message, ngettext ("and %u more", "and %u more", more), more);
    }
  g_set_error_literal (error, AFT_JSON_ERROR, (int) self->code, message->str);

  return FALSE;
}

/**
 * aft_json_report_get_warnings:
 *
 * Returns: (transfer full): the warnings in the order in which they were added
 */
GStrv
aft_json_report_get_warnings (AftJsonReport *self)
{
  GStrv warnings = g_new0 (char *, self->warnings->len + 1);

  for (guint i = 0; i < self->warnings->len; i++)
    warnings[i] = g_strdup (g_ptr_array_index (self->warnings, i));

  return warnings;
}

/**
 * aft_json_error_to_line:
 * @error: the error of an import
 *
 * Shortens an error to one line: "skin_notes[12].redness: 7 is not between 0 and 4, and 3 more". In
 * other errors, only replaces line breaks with spaces.
 *
 * Returns: (transfer full): one line without a line break
 */
char *
aft_json_error_to_line (const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);
  guint more = g_strv_length (lines) - 1;

  if (error->domain != AFT_JSON_ERROR)
    return g_strjoinv (" ", lines);
  if (more == 0)
    return g_strdup (error->message);

  /* The line after the last error: "and 80 more", in any language. */
  if (more == AFT_JSON_MAX_ERRORS)
    more +=
        (guint) g_ascii_strtoull (lines[more] + strcspn (lines[more], "0123456789"), NULL, 10) - 1;

  /* Translators: an error, and how many more there are */
  return g_strdup_printf (ngettext ("%1$s, and %2$u more", "%1$s, and %2$u more", more), lines[0],
                          more);
}
