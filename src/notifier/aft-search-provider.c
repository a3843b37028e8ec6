/* aft-search-provider.c: lets the desktop's search find entries of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop starts this program when someone types into its search, and calls its interface
 * org.gnome.Shell.SearchProvider2. Others may see the screen, so it finds nothing until the person has
 * turned that on.
 */
#include "aft-config.h"

#include "aft-search-provider.h"

#include "aft-clock.h"
#include "aft-dbus-search-provider.h"
#include "aft-local-zone.h"
#include "aft-preferences-file.h"
#include "aft-search.h"
#include "aft-words.h"

#include <glib/gi18n-lib.h>

#define PROVIDER_PATH "/org/example/Aftercare/SearchProvider"
#define APP_PATH "/org/example/Aftercare"
#define SETTING "desktop-search"
/* How long it runs after the last call, in milliseconds. */
#define STAY_MS 10000
/* The desktop shows five results of a program. */
#define RESULTS_MAX 5
/* A single letter matches half the diary. */
#define LETTERS_MIN 2
/* What fits into a line of the desktop, in characters. */
#define TEXT_MAX 200
#define LAST_SESSION "last-session"
#define NOTE_PREFIX "note:"

struct _AftSearchProvider
{
  GApplication parent_instance;

  GSettings *settings; /* NULL if the schema isn't installed */
  AftDb *db;           /* opened when it is first needed */
  AftDBusShellSearchProvider2 *interface;
};

G_DEFINE_FINAL_TYPE (AftSearchProvider, aft_search_provider, G_TYPE_APPLICATION)

/* --- the diary --------------------------------------------------------------------------------- */

/* Returns: (nullable): the diary; NULL when there is none, or the person hasn't turned the search on */
static AftDb *
get_db (AftSearchProvider *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  AftPreferences preferences;

  if (self->settings == NULL || !g_settings_get_boolean (self->settings, SETTING))
    return NULL;
  if (self->db != NULL && aft_db_is_current (self->db))
    return self->db;

  g_clear_pointer (&self->db, aft_db_close);
  path = aft_db_get_default_path ();
  self->db = aft_db_open_or_read (path, FALSE, &error);
  if (self->db == NULL)
    {
      /* The window reports what is wrong with it. */
      g_debug ("Nothing to be searched: %s", error->message);
      return NULL;
    }
  aft_preferences_load (&preferences, self->settings);
  aft_db_set_preferences (self->db, &preferences);

  return self->db;
}

static AftPlan *
get_plan (AftDb *db, GTimeZone *time_zone)
{
  g_autoptr (GError) error = NULL;
  AftPlan *plan = aft_db_make_plan (db, time_zone, aft_clock_now (), &error);

  if (plan == NULL)
    g_debug ("The diary could not be read: %s", error->message);

  return plan;
}

static AftSearchPage *
search (AftDb *db, const char *text)
{
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (GError) error = NULL;
  AftSearchPage *page;

  filter->text = g_strdup (text);
  page = aft_db_search (db, filter, NULL, RESULTS_MAX, RESULTS_MAX, NULL, &error);
  if (page == NULL)
    g_debug ("The diary could not be searched: %s", error->message);

  return page;
}

/* --- the answers ------------------------------------------------------------------------------- */

/* The id of a note has its row, to read it quickly, and its id, to be sure that it is the same note. */
static char **
find_results (AftSearchProvider *self, const char *const *terms)
{
  g_autofree char *text = g_strstrip (g_strjoinv (" ", (char **) terms));
  g_autoptr (AftSearchPage) page = NULL;
  AftDb *db = get_db (self);
  g_autoptr (GStrvBuilder) results = g_strv_builder_new ();

  if (db == NULL || g_utf8_strlen (text, -1) < LETTERS_MIN)
    return g_strv_builder_end (results);

  /* Translators: what a person may type into the desktop's search to see when the last session was;
   * as many words as you like */
  if (g_str_match_string (text, _ ("last session"), TRUE))
    {
      g_autoptr (GTimeZone) time_zone = aft_local_zone_new ();
      g_autoptr (AftPlan) plan = get_plan (db, time_zone);

      if (plan != NULL && plan->session != NULL)
        g_strv_builder_add (results, LAST_SESSION);
    }

  page = search (db, text);
  for (guint i = 0; page != NULL && i < page->first->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (page->first, i);
      g_autofree char *id =
          g_strdup_printf (NOTE_PREFIX "%" G_GINT64_FORMAT ":%s",
                           g_array_index (page->notes, AftNoteKey, i).row, note->id);

      g_strv_builder_add (results, id);
    }

  return g_strv_builder_end (results);
}

static void
add_meta (GVariantBuilder *metas, const char *id, const char *name, const char *description)
{
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (APP_ID));
  g_variant_builder_close (metas);
}

static void
add_last_session (AftDb *db, GVariantBuilder *metas)
{
  g_autoptr (GTimeZone) time_zone = aft_local_zone_new ();
  g_autoptr (AftPlan) plan = get_plan (db, time_zone);
  g_autofree char *reading = NULL;
  g_autofree char *name = NULL;
  g_autofree char *next = NULL;

  if (plan == NULL || plan->session == NULL)
    return;

  reading = aft_words_moment (plan->session->ended_at_us, aft_clock_now (), time_zone);
  /* Translators: in the desktop's search; %s is a time such as "yesterday at 14:10" */
  name = g_strdup_printf (_ ("Last session: %s"), reading);
  next = aft_words_next_title (plan, time_zone);
  add_meta (metas, LAST_SESSION, name, next);
}

static void
add_note (AftDb *db, GVariantBuilder *metas, const char *result)
{
  char *id = NULL;
  gint64 row = g_ascii_strtoll (result + strlen (NOTE_PREFIX), &id, 10);
  g_autoptr (GPtrArray) notes = aft_db_read_notes (db, &row, 1, NULL);
  const AftSkinNote *note = notes != NULL ? g_ptr_array_index (notes, 0) : NULL;
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  /* It was deleted, or another note got its row. */
  if (note == NULL || *id != ':' || !g_str_equal (note->id, id + 1))
    return;

  day = aft_words_day_long (note->day);
  /* Translators: in the desktop's search; %s is a date such as "Monday 24 November 2026" */
  name = g_strdup_printf (_ ("Check-in, %s"), day);
  text = g_utf8_substring (note->text, 0, MIN (TEXT_MAX, g_utf8_strlen (note->text, -1)));
  add_meta (metas, result, name, g_strdelimit (text, "\n\t", ' '));
}

static GVariant *
describe_results (AftSearchProvider *self, const char *const *results)
{
  AftDb *db = get_db (self);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; db != NULL && results[i] != NULL; i++)
    {
      if (g_str_equal (results[i], LAST_SESSION))
        add_last_session (db, &metas);
      else if (g_str_has_prefix (results[i], NOTE_PREFIX))
        add_note (db, &metas, results[i]);
    }

  return g_variant_builder_end (&metas);
}

/* The bus starts the window if it isn't open: where it can start this program, it can start that one. */
static void
open_window (AftSearchProvider *self, const char *action, const char *parameter)
{
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", g_variant_new_string (parameter));
  g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (self)), APP_ID,
                          APP_PATH, "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, NULL), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

/* --- the bus ----------------------------------------------------------------------------------- */

static void
restart_inactivity_timeout (AftSearchProvider *self)
{
  g_application_hold (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static gboolean
handle_get_initial_result_set_cb (AftDBusShellSearchProvider2 *interface,
                                  GDBusMethodInvocation *invocation,
                                  const char *const *terms,
                                  AftSearchProvider *self)
{
  g_auto (GStrv) results = find_results (self, terms);

  restart_inactivity_timeout (self);
  aft_dbus_shell_search_provider2_complete_get_initial_result_set (interface, invocation,
                                                                   (const char *const *) results);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Another word can match another text better than those found before. */
static gboolean
handle_get_subsearch_result_set_cb (AftDBusShellSearchProvider2 *interface,
                                    GDBusMethodInvocation *invocation,
                                    const char *const *previous_results,
                                    const char *const *terms,
                                    AftSearchProvider *self)
{
  return handle_get_initial_result_set_cb (interface, invocation, terms, self);
}

static gboolean
handle_get_result_metas_cb (AftDBusShellSearchProvider2 *interface,
                            GDBusMethodInvocation *invocation,
                            const char *const *identifiers,
                            AftSearchProvider *self)
{
  restart_inactivity_timeout (self);
  aft_dbus_shell_search_provider2_complete_get_result_metas (interface, invocation,
                                                             describe_results (self, identifiers));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_launch_search_cb (AftDBusShellSearchProvider2 *interface,
                         GDBusMethodInvocation *invocation,
                         const char *const *terms,
                         guint timestamp,
                         AftSearchProvider *self)
{
  g_autofree char *text = g_strjoinv (" ", (char **) terms);

  restart_inactivity_timeout (self);
  open_window (self, "find", text);
  aft_dbus_shell_search_provider2_complete_launch_search (interface, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_activate_result_cb (AftDBusShellSearchProvider2 *interface,
                           GDBusMethodInvocation *invocation,
                           const char *identifier,
                           const char *const *terms,
                           guint timestamp,
                           AftSearchProvider *self)
{
  if (!g_str_equal (identifier, LAST_SESSION))
    return handle_launch_search_cb (interface, invocation, terms, timestamp, self);

  restart_inactivity_timeout (self);
  open_window (self, "open-page", "today");
  aft_dbus_shell_search_provider2_complete_activate_result (interface, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
aft_search_provider_dbus_register (GApplication *application,
                                   GDBusConnection *connection,
                                   const char *object_path,
                                   GError **error)
{
  AftSearchProvider *self = AFT_SEARCH_PROVIDER (application);

  return G_APPLICATION_CLASS (aft_search_provider_parent_class)
             ->dbus_register (application, connection, object_path, error) &&
         g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->interface), connection,
                                           PROVIDER_PATH, error);
}

static void
aft_search_provider_dbus_unregister (GApplication *application,
                                     GDBusConnection *connection,
                                     const char *object_path)
{
  AftSearchProvider *self = AFT_SEARCH_PROVIDER (application);

  if (g_dbus_interface_skeleton_has_connection (G_DBUS_INTERFACE_SKELETON (self->interface),
                                                connection))
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->interface));
  G_APPLICATION_CLASS (aft_search_provider_parent_class)
      ->dbus_unregister (application, connection, object_path);
}

static void
aft_search_provider_activate (GApplication *application)
{
  /* It has no window; it only answers calls over the bus. */
}

static void
aft_search_provider_finalize (GObject *object)
{
  AftSearchProvider *self = AFT_SEARCH_PROVIDER (object);

  g_clear_pointer (&self->db, aft_db_close);
  g_clear_object (&self->interface);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (aft_search_provider_parent_class)->finalize (object);
}

static void
aft_search_provider_class_init (AftSearchProviderClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = aft_search_provider_finalize;
  application_class->activate = aft_search_provider_activate;
  application_class->dbus_register = aft_search_provider_dbus_register;
  application_class->dbus_unregister = aft_search_provider_dbus_unregister;
}

static void
aft_search_provider_init (AftSearchProvider *self)
{
  self->settings = aft_preferences_open_settings ();
  self->interface = aft_dbus_shell_search_provider2_skeleton_new ();
  g_signal_connect_object (self->interface, "handle-get-initial-result-set",
                           G_CALLBACK (handle_get_initial_result_set_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-get-subsearch-result-set",
                           G_CALLBACK (handle_get_subsearch_result_set_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-get-result-metas",
                           G_CALLBACK (handle_get_result_metas_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-activate-result",
                           G_CALLBACK (handle_activate_result_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-launch-search",
                           G_CALLBACK (handle_launch_search_cb), self, 0);
}

/**
 * aft_search_provider_new:
 *
 * It ends by itself ten seconds after the last call.
 *
 * Returns: (transfer full): the program, not running yet
 */
AftSearchProvider *
aft_search_provider_new (void)
{
  return g_object_new (AFT_TYPE_SEARCH_PROVIDER, "application-id", AFT_SEARCH_PROVIDER_ID, "flags",
                       G_APPLICATION_IS_SERVICE, "inactivity-timeout", STAY_MS, NULL);
}
