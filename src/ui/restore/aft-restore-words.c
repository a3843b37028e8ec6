/* aft-restore-words.c: what a person reads about snapshots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-restore-words.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

/**
 * aft_restore_words_counts:
 *
 * Returns: (transfer full): "3 sessions, 41 check-ins"
 */
char *
aft_restore_words_counts (guint n_sessions, guint n_notes)
{
  g_autofree char *sessions =
      g_strdup_printf (ngettext ("%u session", "%u sessions", n_sessions), n_sessions);
  g_autofree char *notes =
      g_strdup_printf (ngettext ("%u check-in", "%u check-ins", n_notes), n_notes);

  /* Translators: the start of a list: "3 sessions, 41 check-ins" */
  return g_strdup_printf (C_ ("list", "%s, %s"), sessions, notes);
}

/**
 * aft_restore_words_taken:
 * @today: the calendar day now
 *
 * Returns: (transfer full): when @snapshot was taken: "Today, 14:05"
 */
char *
aft_restore_words_taken (const AftSnapshot *snapshot, AftDay today, GTimeZone *time_zone)
{
  g_autofree char *day = aft_words_day (aft_day_of (snapshot->taken_at_us, time_zone, 0), today);
  g_autofree char *time = aft_words_time (snapshot->taken_at_us, time_zone);

  /* Translators: %1$s: a day, like "Today" or "Mon 24 Nov", %2$s: a time of day */
  return g_strdup_printf (_ ("%1$s, %2$s"), day, time);
}

static const char *
describe_reason (AftSnapshotReason reason)
{
  switch (reason)
    {
    case AFT_SNAPSHOT_DAILY:
      return _ ("Made before the first change of the day.");
    case AFT_SNAPSHOT_MIGRATION:
      return _ ("Made before Aftercare was updated.");
    case AFT_SNAPSHOT_IMPORT:
      return _ ("Made before an import.");
    case AFT_SNAPSHOT_RESTORE:
      return _ ("Made before an earlier diary was restored.");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_restore_words_details:
 *
 * Returns: (transfer full): what is in @snapshot, and why it was taken: "3 sessions, 41 check-ins. Kept before
 *   an import."
 */
char *
aft_restore_words_details (const AftSnapshot *snapshot)
{
  g_autofree char *counts = aft_restore_words_counts (snapshot->n_sessions, snapshot->n_notes);

  /* Translators: %1$s: "3 sessions, 41 check-ins", %2$s: "Kept before an import." */
  return g_strdup_printf (_ ("%1$s. %2$s"), counts, describe_reason (snapshot->reason));
}

/* Returns: (transfer full) (nullable): the counts above 0; NULL if both are 0 */
static char *
describe_some (guint n_sessions, guint n_notes)
{
  if (n_sessions > 0 && n_notes > 0)
    return aft_restore_words_counts (n_sessions, n_notes);
  if (n_sessions > 0)
    return g_strdup_printf (ngettext ("%u session", "%u sessions", n_sessions), n_sessions);
  if (n_notes > 0)
    return g_strdup_printf (ngettext ("%u check-in", "%u check-ins", n_notes), n_notes);

  return NULL;
}

/**
 * aft_restore_words_changes:
 * @changes: what replacing the diary with another one would do
 * @earlier: whether the other one is an earlier state of the diary
 *
 * Returns: (transfer full): one change a line, with a bullet; empty if nothing would change
 */
char *
aft_restore_words_changes (const AftSnapshotChanges *changes, gboolean earlier)
{
  g_autofree char *back = describe_some (changes->sessions.back, changes->notes.back);
  g_autofree char *gone = describe_some (changes->sessions.gone, changes->notes.gone);
  g_autofree char *changed = describe_some (changes->sessions.changed, changes->notes.changed);
  GString *list = g_string_new (NULL);

  if (back != NULL && earlier)
    /* Translators: %s: "1 session, 2 check-ins", that are not in the diary now */
    g_string_append_printf (list, _ ("• %s will be restored\n"), back);
  else if (back != NULL)
    /* Translators: %s: "1 session, 2 check-ins", that are not in the diary now */
    g_string_append_printf (list, _ ("• %s will be added\n"), back);
  if (gone != NULL)
    /* Translators: %s: "1 session, 2 check-ins", that are in the diary now */
    g_string_append_printf (list, _ ("• %s will be removed\n"), gone);
  if (changed != NULL && earlier)
    /* Translators: %s: "1 session, 2 check-ins", that were changed since */
    g_string_append_printf (list, _ ("• %s will be changed back\n"), changed);
  else if (changed != NULL)
    /* Translators: %s: "1 session, 2 check-ins", that are in both diaries, and different */
    g_string_append_printf (list, _ ("• %s will be changed to match the file\n"), changed);
  if (changes->n_others > 0)
    /* Translators: such as a photo, a preference or a scale of the person's own */
    g_string_append_printf (list,
                            ngettext ("• %u other entry will be added, removed or changed\n",
                                      "• %u other entries will be added, removed or changed\n",
                                      changes->n_others),
                            changes->n_others);

  return g_string_free (list, FALSE);
}

/**
 * aft_restore_words_span:
 *
 * Returns: (transfer full): what is in @snapshot: "3 sessions, 41 check-ins, from … to …."
 */
char *
aft_restore_words_span (const AftSnapshot *snapshot, GTimeZone *time_zone)
{
  g_autofree char *counts = aft_restore_words_counts (snapshot->n_sessions, snapshot->n_notes);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (snapshot->n_sessions + snapshot->n_notes == 0)
    return g_strdup (_ ("This diary is empty."));

  first = aft_words_day_long (aft_day_of (snapshot->first_us, time_zone, 0));
  last = aft_words_day_long (aft_day_of (snapshot->last_us, time_zone, 0));

  /* Translators: %1$s: "3 sessions, 41 check-ins", %2$s and %3$s: days */
  return g_strdup_printf (_ ("%1$s, from %2$s to %3$s."), counts, first, last);
}

/**
 * aft_restore_words_preview:
 * @changes: what restoring it would do
 *
 * Returns: (transfer full): what is in @snapshot and what restoring it would change, in paragraphs
 */
char *
aft_restore_words_preview (const AftSnapshot *snapshot,
                           const AftSnapshotChanges *changes,
                           GTimeZone *time_zone)
{
  g_autofree char *span = aft_restore_words_span (snapshot, time_zone);
  g_autofree char *list = aft_restore_words_changes (changes, TRUE);

  if (list[0] == '\0')
    /* Translators: %s: "3 sessions, 41 check-ins, from … to …." */
    return g_strdup_printf (_ ("%s\n\nYour diary is already the same. There’s nothing to restore."),
                            span);

  return g_strdup_printf (
      /* Translators: %1$s: "3 sessions, 41 check-ins, from … to ….", %2$s: a list, one a line */
      _ ("%1$s\n\n%2$s\nYour current diary is kept in the list, so you can go back to it."), span,
      list);
}
