/* aft-field.c: the fields of an entry as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-field.h"

#include <string.h>

#include "aft-day.h"
#include "aft-own-scores.h"
#include "aft-tokens.h"

/**
 * aft_fields_init:
 * @entry: filled with zeros
 *
 * Sets the fields to not recorded, or to a valid value where there is no such thing. Texts stay NULL.
 */
void
aft_fields_init (const AftFieldTable *self, gpointer entry)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      const AftField *field = &self->fields[i];

      if (field->type == AFT_FIELD_FIGURE)
        AFT_FIELD (entry, field, double) = field->nullable ? AFT_UNSET : field->fallback;
      else if (field->type == AFT_FIELD_NUMBER)
        AFT_FIELD (entry, field, int) = (int) field->fallback;
      else if (field->type == AFT_FIELD_POINTS)
        AFT_FIELD (entry, field, int) = -1;
    }
}

/**
 * aft_fields_own:
 * @entry: a copy byte by byte
 *
 * Replaces what the copy shares with the original.
 */
void
aft_fields_own (const AftFieldTable *self, gpointer entry)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      const AftField *field = &self->fields[i];

      switch (field->type)
        {
        case AFT_FIELD_ID:
        case AFT_FIELD_TIME_ZONE:
        case AFT_FIELD_TEXT:
        case AFT_FIELD_SHA256:
          AFT_FIELD (entry, field, char *) = g_strdup (AFT_FIELD (entry, field, char *));
          break;
        case AFT_FIELD_IDS:
        case AFT_FIELD_PRODUCTS:
          AFT_FIELD (entry, field, char **) = g_strdupv (AFT_FIELD (entry, field, char **));
          break;
        case AFT_FIELD_OWN_SCORES:
          if (AFT_FIELD (entry, field, GArray *) != NULL)
            AFT_FIELD (entry, field, GArray *) = g_array_copy (AFT_FIELD (entry, field, GArray *));
          break;
        default:
          break;
        }
    }
}

/**
 * aft_fields_clear:
 * @entry: an entry
 *
 * Frees what its fields point to.
 */
void
aft_fields_clear (const AftFieldTable *self, gpointer entry)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      const AftField *field = &self->fields[i];

      switch (field->type)
        {
        case AFT_FIELD_ID:
        case AFT_FIELD_TIME_ZONE:
        case AFT_FIELD_TEXT:
        case AFT_FIELD_SHA256:
          g_clear_pointer (&AFT_FIELD (entry, field, char *), g_free);
          break;
        case AFT_FIELD_IDS:
        case AFT_FIELD_PRODUCTS:
          g_clear_pointer (&AFT_FIELD (entry, field, char **), g_strfreev);
          break;
        case AFT_FIELD_OWN_SCORES:
          g_clear_pointer (&AFT_FIELD (entry, field, GArray *), g_array_unref);
          break;
        default:
          break;
        }
    }
}

static gboolean
equal_lists (char **a, char **b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a != NULL ? (const char *const *) a : none,
                       b != NULL ? (const char *const *) b : none);
}

static gboolean
equal_points (const int *a, const int *b, guint n)
{
  return (a[0] < 0 && b[0] < 0) || memcmp (a, b, n * sizeof *a) == 0;
}

static gboolean
equal_field (const AftField *field, gconstpointer a, gconstpointer b)
{
#define SAME(type) (AFT_FIELD (a, field, type) == AFT_FIELD (b, field, type))
  switch (field->type)
    {
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      return SAME (gint64);
    case AFT_FIELD_DAY:
      return SAME (AftDay);
    case AFT_FIELD_CHOICE:
    case AFT_FIELD_SET:
    case AFT_FIELD_BOOLEAN:
    case AFT_FIELD_NUMBER:
      return SAME (int);
    case AFT_FIELD_FIGURE:
      return SAME (double);
    case AFT_FIELD_POINTS:
      return equal_points (&AFT_FIELD (a, field, int), &AFT_FIELD (b, field, int),
                           (guint) field->maximum);
    case AFT_FIELD_IDS:
    case AFT_FIELD_PRODUCTS:
      return equal_lists (AFT_FIELD (a, field, char **), AFT_FIELD (b, field, char **));
    case AFT_FIELD_OWN_SCORES:
      return aft_own_scores_equal (AFT_FIELD (a, field, GArray *), AFT_FIELD (b, field, GArray *));
    case AFT_FIELD_ID:
    case AFT_FIELD_TIME_ZONE:
    case AFT_FIELD_TEXT:
    case AFT_FIELD_SHA256:
    default:
      return g_strcmp0 (AFT_FIELD (a, field, char *), AFT_FIELD (b, field, char *)) == 0;
    }
#undef SAME
}

/**
 * aft_fields_equal:
 * @a: an entry
 * @b: an entry of the same kind
 *
 * Returns: whether all fields are the same, including ids and the times of creation and change
 */
gboolean
aft_fields_equal (const AftFieldTable *self, gconstpointer a, gconstpointer b)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      if (!equal_field (&self->fields[i], a, b))
        return FALSE;
    }

  return TRUE;
}
