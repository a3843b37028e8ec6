/* aft-salvage-mark.c: remembers what a rescue still has to do or report, whatever happens in
 * between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A damaged diary may have to be emptied before the rescued entries go into it. After a power
 * failure at that moment, the person would only find an empty diary. So the rescue leaves a file in
 * the snapshot folder that names the damaged diary: "rescue-unfinished" while it is at work, then
 * "rescue-untold" until it has been reported to the person.
 */
#include "aft-config.h"

#include "aft-salvage.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "aft-file.h"
#include "aft-salvage-private.h"
#include "aft-snapshot-private.h"

#define UNFINISHED "rescue-unfinished"
#define UNREPORTED "rescue-untold"

static char *
make_path (const char *path, const char *name)
{
  g_autofree char *folder = aft_snapshot_get_folder (path);

  return g_build_filename (folder, name, NULL);
}

/* @aside: (out) (nullable): the damaged diary that a mark names, if both exist. Returns: FALSE if
 *   that isn't known */
static gboolean
read_mark (const char *path, const char *name, char **aside, GError **error)
{
  g_autofree char *mark = make_path (path, name);
  g_autofree char *text = NULL;
  g_autofree char *base = NULL;
  g_autofree char *named = NULL;
  g_autoptr (GBytes) bytes = NULL;
  AftFileState state = aft_file_read (mark, &bytes, error);

  *aside = NULL;
  if (state != AFT_FILE_PRESENT)
    return state == AFT_FILE_ABSENT;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  base = g_path_get_basename (g_strchomp (text));
  named = make_path (path, base);
  state = aft_file_look (named, NULL, error);
  if (state == AFT_FILE_PRESENT)
    *aside = g_steal_pointer (&named);

  return state != AFT_FILE_UNKNOWN;
}

/*
 * aft_salvage_mark_begin:
 * @path: the diary
 * @aside: where the damaged one is kept, in the snapshot folder
 *
 * Call this before the diary is changed.
 *
 * Returns: %TRUE once the mark is on disk; otherwise a system error
 */
gboolean
aft_salvage_mark_begin (const char *path, const char *aside, GError **error)
{
  g_autofree char *mark = make_path (path, UNFINISHED);
  g_autofree char *base = g_path_get_basename (aside);

  return g_file_set_contents_full (
      mark, base, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/*
 * aft_salvage_mark_end:
 * @path: the diary
 *
 * Records that the rescued diary is in place and only needs to be reported.
 */
void
aft_salvage_mark_end (const char *path)
{
  g_autofree char *unfinished = make_path (path, UNFINISHED);
  g_autofree char *unreported = make_path (path, UNREPORTED);

  if (g_rename (unfinished, unreported) != 0 && errno != ENOENT)
    g_warning ("%s: %s", unfinished, g_strerror (errno));
}

/*
 * aft_salvage_mark_get_unfinished:
 * @path: the diary
 * @aside: (out) (transfer full) (nullable): where the damaged diary is whose rescue was
 *   interrupted; %NULL: there is none
 *
 * Returns: %FALSE if that isn't known
 */
gboolean
aft_salvage_mark_get_unfinished (const char *path, char **aside, GError **error)
{
  return read_mark (path, UNFINISHED, aside, error);
}

/**
 * aft_salvage_get_unreported:
 * @path: the diary
 *
 * Returns: (transfer full) (nullable): where the rescued diary's damaged file is, if the rescue
 *   hasn't been reported yet; %NULL: there is nothing to report
 */
char *
aft_salvage_get_unreported (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *aside = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  /* The next start tries again. */
  if (!read_mark (path, UNREPORTED, &aside, &error))
    g_message ("Whether a diary was rescued is not known: %s", error->message);

  return aside;
}

/**
 * aft_salvage_set_reported:
 * @path: the diary
 *
 * Call this once the person knows the outcome of the rescue.
 */
void
aft_salvage_set_reported (const char *path)
{
  g_autofree char *unreported = NULL;

  g_return_if_fail (path != NULL);

  unreported = make_path (path, UNREPORTED);
  if (g_unlink (unreported) != 0 && errno != ENOENT)
    g_warning ("%s: %s", unreported, g_strerror (errno));
}
