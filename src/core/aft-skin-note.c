/* aft-skin-note.c: one check-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-skin-note.h"

#include "aft-limits.h"
#include "aft-time-zone.h"

G_DEFINE_BOXED_TYPE (AftSkinNote, aft_skin_note, aft_skin_note_ref, aft_skin_note_unref)

/* clang-format off */
#define SCORE AFT_FIELD_NULLABLE, AFT_FIELD_RANGE (0, AFT_SEVERITY_MAX, AFT_SEVERITY_UNSET)
#define NOTE(...) AFT_FIELD_OF (AftSkinNote, __VA_ARGS__)
static const AftField fields[] = {
  NOTE ("id", ID, id),
  NOTE ("noted_at", TIME, noted_at_us),
  NOTE ("time_zone", TIME_ZONE, time_zone),
  NOTE ("date", DAY, day),
  NOTE ("redness", NUMBER, severity[AFT_SYMPTOM_REDNESS], SCORE),
  NOTE ("tingling", NUMBER, severity[AFT_SYMPTOM_TINGLING], SCORE),
  NOTE ("dryness", NUMBER, severity[AFT_SYMPTOM_DRYNESS], SCORE),
  NOTE ("flags", SET, flags, .tokens = aft_flag_tokens),
  NOTE ("resolved_flags", SET, resolved_flags, .tokens = aft_flag_tokens),
  NOTE ("text", TEXT, text),
  NOTE ("own_scores", OWN_SCORES, own_scores),
  NOTE ("products", PRODUCTS, products),
  NOTE ("created_at", INSTANT, created_at_us),
  NOTE ("modified_at", INSTANT, modified_at_us),
};
/* clang-format on */
const AftFieldTable aft_skin_note_fields = AFT_FIELD_TABLE ("skin_notes", AftSkinNote, fields);

static void
aft_skin_note_clear (gpointer data)
{
  aft_fields_clear (&aft_skin_note_fields, data);
}

/**
 * aft_skin_note_new_blank:
 *
 * For a note that is read from somewhere. The reader sets its id, time zone, day and text, which are
 * NULL and %AFT_DAY_NONE until then.
 *
 * Returns: (transfer full): a note with nothing recorded
 */
AftSkinNote *
aft_skin_note_new_blank (void)
{
  AftSkinNote *self = g_atomic_rc_box_new0 (AftSkinNote);

  self->day = AFT_DAY_NONE;
  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    self->severity[i] = AFT_SEVERITY_UNSET;

  return self;
}

/**
 * aft_skin_note_new:
 *
 * Creates a note with a new id, the time zone "UTC" and nothing recorded yet. The caller sets the day
 * and the times; see also aft_skin_note_new_for_day().
 *
 * Returns: (transfer full): a new note
 */
AftSkinNote *
aft_skin_note_new (void)
{
  AftSkinNote *self = aft_skin_note_new_blank ();

  self->id = g_uuid_string_random ();
  self->time_zone = g_strdup ("UTC");
  self->text = g_strdup ("");

  return self;
}

/**
 * aft_skin_note_new_for_day:
 * @day: the person's day that it is about
 * @noted_at_us: the time that it is about, microseconds since 1970 UTC
 * @time_zone: where the person is
 * @now_us: the present time
 *
 * Returns: (transfer full): a new note that is created at @now_us, with nothing recorded yet
 */
AftSkinNote *
aft_skin_note_new_for_day (AftDay day, gint64 noted_at_us, GTimeZone *time_zone, gint64 now_us)
{
  AftSkinNote *self = aft_skin_note_new ();

  self->day = day;
  self->noted_at_us = noted_at_us;
  g_free (self->time_zone);
  self->time_zone = aft_time_zone_get_name (time_zone, noted_at_us);
  self->created_at_us = self->modified_at_us = now_us;

  return self;
}

/**
 * aft_skin_note_copy:
 * @self: a note
 *
 * Returns: (transfer full): an unshared note with the same fields, including the id
 */
AftSkinNote *
aft_skin_note_copy (const AftSkinNote *self)
{
  AftSkinNote *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_dup (sizeof *self, (gpointer) self);
  aft_fields_own (&aft_skin_note_fields, copy);

  return copy;
}

/**
 * aft_skin_note_ref:
 * @self: a note
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
AftSkinNote *
aft_skin_note_ref (AftSkinNote *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * aft_skin_note_unref:
 * @self: (transfer full): a note
 *
 * May be called from any thread.
 */
void
aft_skin_note_unref (AftSkinNote *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, aft_skin_note_clear);
}

/**
 * aft_skin_note_equal:
 * @a: a note
 * @b: a note
 *
 * Returns: whether all fields are the same, including ids and the times of creation and change
 */
gboolean
aft_skin_note_equal (const AftSkinNote *a, const AftSkinNote *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return aft_fields_equal (&aft_skin_note_fields, a, b);
}

/**
 * aft_skin_note_compare:
 * @a: a pointer to a pointer to a note
 * @b: the same
 *
 * Orders notes as files do: by the time that they are about, then by id. For g_ptr_array_sort(), which
 * passes pointers to its elements.
 *
 * Returns: less than, equal to or greater than 0
 */
int
aft_skin_note_compare (gconstpointer a, gconstpointer b)
{
  const AftSkinNote *left = *(AftSkinNote *const *) a;
  const AftSkinNote *right = *(AftSkinNote *const *) b;

  if (left->noted_at_us != right->noted_at_us)
    return left->noted_at_us < right->noted_at_us ? -1 : 1;

  return g_strcmp0 (left->id, right->id);
}

/**
 * aft_skin_note_has_value:
 * @self: a note
 *
 * Returns: whether at least one symptom was recorded
 */
gboolean
aft_skin_note_has_value (const AftSkinNote *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (self->severity[i] != AFT_SEVERITY_UNSET)
        return TRUE;
    }

  return FALSE;
}

/* White space by a list of our own: GLib's grows with Unicode, and a note has to be valid on every
 * computer or on none. */
static gboolean
is_blank (gunichar c)
{
  return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

/**
 * aft_skin_note_is_empty:
 * @self: a note
 *
 * Returns: whether nothing was recorded: neither a symptom, on a scale of the person's own too, nor a
 *   flag that is there or gone, nor a product, nor a text other than white space
 */
gboolean
aft_skin_note_is_empty (const AftSkinNote *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (aft_skin_note_has_value (self) || self->flags != AFT_FLAG_NONE ||
      self->resolved_flags != AFT_FLAG_NONE ||
      (self->own_scores != NULL && self->own_scores->len > 0) ||
      (self->products != NULL && self->products[0] != NULL))
    return FALSE;

  for (const char *c = self->text; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!is_blank (g_utf8_get_char (c)))
        return FALSE;
    }

  return TRUE;
}

/**
 * aft_skin_note_find_last:
 * @notes: (element-type AftSkinNote): in any order
 * @day: the person's day
 * @with_value: whether to consider only notes that have a value for a symptom
 *
 * Returns: (transfer full) (nullable): the last note of that day in the order of
 *   aft_skin_note_compare(); NULL if there is none
 */
AftSkinNote *
aft_skin_note_find_last (GPtrArray *notes, AftDay day, gboolean with_value)
{
  AftSkinNote *found = NULL;

  g_return_val_if_fail (notes != NULL, NULL);

  for (guint i = notes->len; i > 0; i--)
    {
      AftSkinNote *note = g_ptr_array_index (notes, i - 1);

      if (note->day != day || (with_value && !aft_skin_note_has_value (note)))
        continue;
      if (found == NULL || aft_skin_note_compare (&note, &found) > 0)
        found = note;
    }

  return found != NULL ? aft_skin_note_ref (found) : NULL;
}

/**
 * aft_skin_note_filter_until:
 * @notes: (element-type AftSkinNote): in any order
 * @limit_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (element-type AftSkinNote): those of @notes that aren't later than @limit_us, in the same
 *   order
 */
GPtrArray *
aft_skin_note_filter_until (GPtrArray *notes, gint64 limit_us)
{
  GPtrArray *filtered = NULL;

  g_return_val_if_fail (notes != NULL, NULL);

  filtered = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);
  for (guint i = 0; i < notes->len; i++)
    {
      AftSkinNote *note = g_ptr_array_index (notes, i);

      if (note->noted_at_us <= limit_us)
        g_ptr_array_add (filtered, aft_skin_note_ref (note));
    }

  return filtered;
}
