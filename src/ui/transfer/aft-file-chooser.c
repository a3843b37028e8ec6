/* aft-file-chooser.c: asks for a file to write or read, anywhere that GIO reaches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-file-chooser.h"

#include <glib/gi18n-lib.h>

#include "aft-text.h"

#define CHOOSER_KEY "aft-file-chooser"

typedef struct
{
  AftFileChooserFunc func;
  gpointer user_data;
} Answer;

/* A window that goes takes its chooser along: then nothing was chosen. */
static void
answer_free (Answer *answer)
{
  if (answer->func != NULL)
    answer->func (NULL, answer->user_data);
  g_free (answer);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GtkWindow *parent = GTK_WINDOW (user_data);
  Answer *answer = g_object_get_data (G_OBJECT (dialog), "answer");
  AftFileChooserFunc func = g_steal_pointer (&answer->func);
  gpointer func_data = answer->user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_set_data (G_OBJECT (parent), CHOOSER_KEY, NULL); /* the chooser is gone now */
  func (file, func_data);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *type, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (type != NULL)
    gtk_file_filter_add_mime_type (filter, type);
  if (suffix != NULL)
    gtk_file_filter_add_suffix (filter, suffix);
  else
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser, AftExportFormat format)
{
  switch (format)
    {
    case AFT_EXPORT_CSV:
    case AFT_EXPORT_CSV_SESSIONS:
    case AFT_EXPORT_CSV_NOTES:
      add_filter (chooser, _ ("Tables (CSV)"), "text/csv", "csv");
      break;

    case AFT_EXPORT_ICS:
      add_filter (chooser, _ ("Calendars (ICS)"), "text/calendar", "ics");
      break;

    case AFT_EXPORT_PDF:
      add_filter (chooser, _ ("Reports (PDF)"), "application/pdf", "pdf");
      break;

    case AFT_EXPORT_JSON:
    default:
      add_filter (chooser, _ ("Diaries (JSON)"), "application/json", "json");
    }
}

/* What the import knows; by its end, for a database of ours has no type of its own. */
static void
add_diary_filter (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "json", "zip", "db" };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Diaries (JSON, Zip, Database)"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
show (GtkWindow *parent, GtkFileChooserNative *chooser, AftFileChooserFunc func, gpointer user_data)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->func = func;
  answer->user_data = user_data;
  g_object_set_data_full (G_OBJECT (chooser), "answer", answer, (GDestroyNotify) answer_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All Files"), NULL, NULL);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), parent, 0);
  /* Nobody else keeps a native chooser alive. */
  g_object_set_data_full (G_OBJECT (parent), CHOOSER_KEY, g_object_ref (chooser), g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * aft_file_chooser_save:
 * @parent: the window to stand over
 * @title: what is saved
 * @format: as what; gives the name and the filter
 * @day: the day to name it after
 * @func: (scope async): called with what was chosen
 * @user_data: for @func
 */
void
aft_file_chooser_save (GtkWindow *parent,
                       const char *title,
                       AftExportFormat format,
                       AftDay day,
                       AftFileChooserFunc func,
                       gpointer user_data)
{
  g_autofree char *name = aft_export_default_name (format, day);
  g_autoptr (GtkFileChooserNative) chooser = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  add_filters (GTK_FILE_CHOOSER (chooser), format);
  show (parent, chooser, func, user_data);
}

/**
 * aft_file_chooser_open:
 * @parent: the window to stand over
 * @title: what is opened
 * @accept: what the button says
 * @func: (scope async): called with what was chosen
 * @user_data: for @func
 */
void
aft_file_chooser_open (GtkWindow *parent,
                       const char *title,
                       const char *accept,
                       AftFileChooserFunc func,
                       gpointer user_data)
{
  g_autoptr (GtkFileChooserNative) chooser =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL);

  add_diary_filter (GTK_FILE_CHOOSER (chooser));
  show (parent, chooser, func, user_data);
}

/**
 * aft_file_chooser_get_display_name:
 *
 * Returns: (transfer full): the name of @file as a person reads it; nothing is asked of the place
 *   where it is, which may be slow
 */
char *
aft_file_chooser_get_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown =
      name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);

  return aft_text_name (shown);
}
