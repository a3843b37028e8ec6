/* aft-skin-summary.c: what follows from the notes about the skin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan-private.h"

#include <string.h>

/* Longer than any recovery: later days count as one, so that the array stays small. */
#define RECOVERY_DAYS_MAX 36525

/* Orders notes by the time that they are about, then by when they were created. */
static gboolean
is_later (const AftSkinNote *note, const AftSkinNote *than)
{
  if (than == NULL)
    return TRUE;
  if (note->noted_at_us != than->noted_at_us)
    return note->noted_at_us > than->noted_at_us;
  if (note->created_at_us != than->created_at_us)
    return note->created_at_us > than->created_at_us;

  return g_strcmp0 (note->id, than->id) > 0;
}

static guint
get_recovery_day (const AftSkinNote *note, AftDay session_day)
{
  return note->day > session_day ? MIN (note->day - session_day, RECOVERY_DAYS_MAX) : 0;
}

static gboolean
is_in_recovery (const AftSkinNote *note, const AftSession *session, gint64 limit_us)
{
  return session != NULL && note->noted_at_us >= session->ended_at_us &&
         note->noted_at_us <= limit_us;
}

/* Whether the latest day's value is 2 or more above that of a day that had fallen below an
 * earlier one (rule 5). @values: the highest value by day of recovery and symptom, or unset. */
static gboolean
find_rebound (const gint8 *values, guint n_days, AftSymptom symptom, guint *day, int *value)
{
  int highest = AFT_SEVERITY_UNSET;
  int fallen = AFT_SEVERITY_MAX + 1;
  gboolean rebound = FALSE;

  for (guint i = 0; i < n_days; i++)
    {
      int today = values[i * AFT_N_SYMPTOMS + symptom];

      if (today == AFT_SEVERITY_UNSET)
        continue;

      rebound = today - fallen >= 2;
      *day = i;
      *value = today;

      if (today < highest)
        fallen = MIN (fallen, today);
      highest = MAX (highest, today);
    }

  return rebound;
}

/* The latest note that recorded @value on @day of the recovery. */
static const AftSkinNote *
find_note (GPtrArray *notes,
           gint64 limit_us,
           const AftSession *session,
           AftDay session_day,
           AftSymptom symptom,
           guint day,
           int value)
{
  const AftSkinNote *found = NULL;

  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (notes, i);

      if (note->severity[symptom] == value && is_in_recovery (note, session, limit_us) &&
          get_recovery_day (note, session_day) == day && is_later (note, found))
        found = note;
    }

  return found;
}

static void
find_rebounds (AftSkinSummary *self,
               GPtrArray *notes,
               gint64 limit_us,
               const AftSession *session,
               AftDay session_day,
               guint n_days)
{
  g_autofree gint8 *values = g_malloc ((gsize) n_days * AFT_N_SYMPTOMS);

  memset (values, AFT_SEVERITY_UNSET, (gsize) n_days * AFT_N_SYMPTOMS);

  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (notes, i);
      gint8 *day;

      if (!is_in_recovery (note, session, limit_us) || !aft_skin_note_has_value (note))
        continue;

      day = values + (gsize) get_recovery_day (note, session_day) * AFT_N_SYMPTOMS;
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        day[s] = (gint8) MAX (day[s], note->severity[s]);
    }

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      guint day = 0;
      int value = 0;

      if (find_rebound (values, n_days, (AftSymptom) s, &day, &value))
        self->rebound[s] =
            find_note (notes, limit_us, session, session_day, (AftSymptom) s, day, value);
    }
}

/**
 * aft_skin_summary_init:
 * @self: (out caller-allocates): where to put what was found
 * @notes: (element-type AftSkinNote): all notes in any order
 * @limit_us: the last time that counts; skips what is later (rule 8)
 * @session: (nullable): the session that the recovery follows
 * @session_day: the person's day of @session
 *
 * Finds the latest value of each symptom in this recovery, the scores that rose again and the open
 * flags. A note from the very end of the session belongs to its recovery. A note without a symptom
 * changes no values (rule 4).
 *
 * A flag from any recovery stays open until a later note records it as gone, even after a new
 * session. If one note both ticks a flag and records it as gone, the flag counts, to be careful.
 */
void
aft_skin_summary_init (AftSkinSummary *self,
                       GPtrArray *notes,
                       gint64 limit_us,
                       const AftSession *session,
                       AftDay session_day)
{
  const AftSkinNote *gone[AFT_N_FLAGS] = { NULL };
  guint n_days = 0;

  *self = (AftSkinSummary){ 0 };

  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (notes, i);

      if ((note->flags | note->resolved_flags) != 0 && note->noted_at_us <= limit_us)
        {
          for (guint f = 0; f < AFT_N_FLAGS; f++)
            {
              if ((note->flags & (1u << f)) != 0 && is_later (note, self->ticked[f]))
                self->ticked[f] = note;
              if ((note->resolved_flags & (1u << f)) != 0 && is_later (note, gone[f]))
                gone[f] = note;
            }
        }

      if (!is_in_recovery (note, session, limit_us) || !aft_skin_note_has_value (note))
        continue;

      n_days = MAX (n_days, get_recovery_day (note, session_day) + 1);
      if (is_later (note, self->latest_value))
        self->latest_value = note;

      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        {
          if (note->severity[s] != AFT_SEVERITY_UNSET && is_later (note, self->latest[s]))
            self->latest[s] = note;
        }
    }

  for (guint f = 0; f < AFT_N_FLAGS; f++)
    {
      if (self->ticked[f] != NULL && gone[f] != NULL && is_later (gone[f], self->ticked[f]))
        self->ticked[f] = NULL;

      if (self->ticked[f] != NULL)
        self->open_flags |= (AftFlags) (1u << f);
    }

  /* It takes two days to fall and a third to rise. */
  if (n_days >= 3)
    find_rebounds (self, notes, limit_us, session, session_day, n_days);
}
