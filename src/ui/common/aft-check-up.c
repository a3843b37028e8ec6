/* aft-check-up.c: finds out what prevents reminders from reaching the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-up.h"

#include <glib/gi18n-lib.h>

#include "aft-check-up-notifier.h"

/**
 * aft_check_up_facts_free:
 * @self: (transfer full) (nullable): facts
 */
void
aft_check_up_facts_free (AftCheckUpFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->server_name);
  g_free (self->server_version);
  g_free (self->last_error);
  g_free (self->folder);
  g_free (self->other_folder);
  g_free (self->diary_error);
  g_free (self->settings_error);
  g_free (self->copy_error);
  g_free (self->autostart_path);
  g_free (self->autostart_error);
  g_free (self);
}

/* --- topics ----------------------------------------------------------------------------------- */

static void
judge_bus (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  if (facts->bus == AFT_FACT_YES)
    aft_check_up_add (findings, AFT_CHECK_UP_BUS, AFT_CHECK_UP_GOOD,
                      g_strdup (_ ("Aftercare is connected to the session bus.")), NULL);
  else if (facts->bus_hangs)
    aft_check_up_add (
        findings, AFT_CHECK_UP_BUS, AFT_CHECK_UP_PROBLEM,
        g_strdup (_ ("The session bus isn’t responding.")),
        _ ("Log out and back in. Until then, due reminders appear only in the Aftercare window, while it’s open."));
  else
    aft_check_up_add (
        findings, AFT_CHECK_UP_BUS, AFT_CHECK_UP_PROBLEM,
        g_strdup (_ ("There’s no session bus, so Aftercare can’t reach your desktop.")),
        _ ("Start Aftercare from your desktop’s menu, not from another login. Until then, due reminders appear only in the Aftercare window, while it’s open."));
}

static void
judge_server (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  if (facts->server == AFT_FACT_YES)
    {
      const char *name = facts->server_name != NULL ? facts->server_name : "";
      const char *version = facts->server_version != NULL ? facts->server_version : "";

      const char *advice = NULL;
      char *found;

      if (name[0] == '\0')
        found = g_strdup (_ ("The notification server is responding."));
      else
        /* Translators: name and version of a notification server: "dunst 1.9.0 is responding." */
        found = g_strdup_printf (_ ("%1$s %2$s is responding."), name, version);
      if (facts->server_actions == AFT_FACT_NO)
        advice =
            _ ("Its notifications don’t have buttons: respond to reminders on the Today page.");
      aft_check_up_add (findings, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_GOOD, found, advice);
    }
  else if (facts->bus != AFT_FACT_YES)
    {
      aft_check_up_add (
          findings, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_UNKNOWN,
          g_strdup (_ ("The notification server can’t be checked without a session bus.")), NULL);
    }
  else if (facts->server_hangs)
    {
      aft_check_up_add (findings, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_PROBLEM,
                        g_strdup (_ ("The notification server isn’t responding.")),
                        _ ("Log out and back in. Due reminders are kept until it responds."));
    }
  else
    {
      aft_check_up_add (
          findings, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_PROBLEM,
          g_strdup (_ ("Nothing on this desktop shows notifications.")),
          _ ("Turn on your desktop’s notifications, or install a program that shows them, such as dunst or mako. Due reminders are kept until then."));
    }
}

static void
judge_login (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  const char *path = facts->autostart_path != NULL ? facts->autostart_path : "";
  g_autofree char *advice = NULL;
  AftCheckUpFinding *finding;
  char *found;

  if (facts->sandboxed)
    {
      aft_check_up_add (
          findings, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_UNKNOWN,
          g_strdup (_ ("Your desktop decides whether reminders start when you log in.")),
          _ ("Find Aftercare among the apps in your desktop’s settings and allow it to run in the background."));
      return;
    }

  switch (facts->autostart)
    {
    case AFT_AUTOSTART_IN_PLACE:
      aft_check_up_add (findings, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_GOOD,
                        g_strdup (_ ("Reminders start when you log in.")), NULL);
      return;
    case AFT_AUTOSTART_OFF:
      /* Translators: %s is the path of a file */
      found = g_strdup_printf (_ ("Starting at login is turned off in %s."), path);
      break;
    case AFT_AUTOSTART_ELSEWHERE:
      /* Translators: %s is the path of a file */
      found = g_strdup_printf (_ ("The file %s starts reminders on other desktops only."), path);
      break;
    case AFT_AUTOSTART_BROKEN:
      /* Translators: %s is the path of a file */
      found = g_strdup_printf (_ ("The program named in %s is missing."), path);
      break;
    case AFT_AUTOSTART_MISSING:
    default:
      found = g_strdup (_ ("Reminders don’t start when you log in."));
      break;
    }

  if (facts->autostart_error != NULL)
    advice = g_strdup_printf (
        /* Translators: %s is a message of the system */
        _ ("This could not be changed: %s. Make sure that you can write to that folder, then try again."),
        facts->autostart_error);
  else
    advice =
        g_strdup (_ ("After your next login, you won’t get reminders until you open Aftercare."));
  finding = aft_check_up_add (findings, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_CARE, found, advice);
  finding->repairable = TRUE;
}

/* Returns: (nullable): where the setting for this program is, in the words of the desktop. @popups: the
 * setting for whether they appear on the screen */
static const char *
get_app_advice (AftServerKind kind, gboolean popups)
{
  switch (kind)
    {
    case AFT_SERVER_KIND_GNOME:
      return popups
                 ? _ ("Open Settings, go to Notifications, then Aftercare, and turn on Notification Popups.")
                 : _ ("Open Settings, go to Notifications, then Aftercare, and turn on Notifications.");
    case AFT_SERVER_KIND_PLASMA:
      /* Translators: the words of KDE Plasma's System Settings in your language */
      return _ (
          "Open System Settings, go to Notifications, then to the settings for applications, choose Aftercare, and turn on “Show popups”.");
    case AFT_SERVER_KIND_XFCE:
      /* Translators: the words of Xfce's Settings Manager in your language */
      return _ (
          "Open Settings Manager, go to Notifications, then Applications, choose Aftercare, and turn off “Mute application”.");
    case AFT_SERVER_KIND_DUNST:
    case AFT_SERVER_KIND_MATE:
    case AFT_SERVER_KIND_SWAYNC:
    case AFT_SERVER_KIND_OTHER:
    default:
      return NULL;
    }
}

static void
judge_muted (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  if (facts->server != AFT_FACT_YES)
    aft_check_up_add (findings, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_UNKNOWN,
                      g_strdup (_ ("This can’t be checked without a notification server.")), NULL);
  else if (facts->app_enabled == AFT_FACT_UNKNOWN)
    aft_check_up_add (findings, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_UNKNOWN,
                      g_strdup (_ ("This desktop doesn’t report that. Send a test to find out.")),
                      NULL);
  else if (facts->app_enabled == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_PROBLEM,
        g_strdup (_ ("Notifications from Aftercare are turned off in your desktop’s settings.")),
        get_app_advice (facts->server_kind, FALSE));
  else if (facts->app_banners == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_CARE,
        g_strdup (_ (
            "Notifications from Aftercare go to the notification list but don’t appear on the screen.")),
        get_app_advice (facts->server_kind, TRUE));
  else
    aft_check_up_add (
        findings, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_GOOD,
        g_strdup (_ ("Notifications from Aftercare are allowed in your desktop’s settings.")),
        NULL);
}

/* Returns: where Do Not Disturb is, in the words of the desktop */
static const char *
get_do_not_disturb_advice (AftServerKind kind)
{
  switch (kind)
    {
    case AFT_SERVER_KIND_DUNST:
      return _ ("Run “dunstctl set-paused false”. Any notifications held back will then appear.");
    case AFT_SERVER_KIND_GNOME:
      return _ (
          "Click the clock at the top of the screen and turn off Do Not Disturb. Until then, look for reminders there.");
    case AFT_SERVER_KIND_MATE:
      /* Translators: the words of MATE's Control Center in your language */
      return _ (
          "Open Control Center, then Popup Notifications, and turn off “Enable Do Not Disturb”. Your desktop loses what arrives before that, so Aftercare shows those reminders again afterwards.");
    case AFT_SERVER_KIND_PLASMA:
      /* Translators: the words of KDE Plasma's notification list in your language */
      return _ (
          "Click the bell in the panel and turn off “Do not disturb”. Until then, look for reminders there.");
    case AFT_SERVER_KIND_SWAYNC:
      return _ (
          "Run “swaync-client --dnd-off”. Until then, look for reminders in the notification center.");
    case AFT_SERVER_KIND_XFCE:
      /* Translators: the words of Xfce's Settings Manager in your language */
      return _ (
          "Open Settings Manager, then Notifications, and turn off “Do not disturb”. Your desktop loses what arrives before that, so Aftercare shows those reminders again afterwards.");
    case AFT_SERVER_KIND_OTHER:
    default:
      return _ (
          "Turn it off in your desktop’s notification list. Until then, look for reminders there.");
    }
}

static void
judge_do_not_disturb (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  const char *found = facts->server_kind == AFT_SERVER_KIND_DUNST
                          ? _ ("Do Not Disturb is on: dunst is paused.")
                          : _ ("Do Not Disturb is on.");

  if (facts->server != AFT_FACT_YES)
    aft_check_up_add (findings, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_UNKNOWN,
                      g_strdup (_ ("This can’t be checked without a notification server.")), NULL);
  else if (facts->do_not_disturb == AFT_DO_NOT_DISTURB_ON)
    aft_check_up_add (findings, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_CARE, g_strdup (found),
                      get_do_not_disturb_advice (facts->server_kind));
  else if (facts->do_not_disturb == AFT_DO_NOT_DISTURB_OFF)
    aft_check_up_add (findings, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_GOOD,
                      g_strdup (_ ("Do Not Disturb is off.")), NULL);
  else
    aft_check_up_add (findings, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_UNKNOWN,
                      g_strdup (_ ("This desktop doesn’t report that. Send a test to find out.")),
                      NULL);
}

static void
judge_preferences (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  const char *found = NULL, *advice = NULL;
  g_autofree char *unreadable = NULL;

  switch (facts->keeping)
    {
    case AFT_PREFERENCES_UNREADABLE:
      unreadable = g_strdup_printf (
          /* Translators: %s is one or more whole sentences that name the file and say why */
          _ ("Your preferences can’t be read, so your reminders are discreet. %s"),
          facts->settings_error != NULL ? facts->settings_error : "");
      found = unreadable;
      advice = _ (
          "Make sure that this file can be read, then restart Aftercare. Until then, you can’t change any preferences.");
      break;
    case AFT_PREFERENCES_NO_SCHEMA:
      found = _ ("Preferences can’t be changed: Aftercare’s settings aren’t installed.");
      advice = _ ("Reinstall Aftercare, then restart it.");
      break;
    case AFT_PREFERENCES_FORGOTTEN:
      found = _ (
          "Nothing on this computer stores settings. Your preferences are lost when you close Aftercare, and reminders don’t follow them, so they aren’t discreet even if you chose that.");
      advice = _ (
          "Install dconf (the dconf-gsettings-backend package on Debian and Ubuntu), then log out and back in.");
      break;
    case AFT_PREFERENCES_LOCKED:
      found = _ ("Preferences can’t be changed: the place where they’re stored is read-only.");
      advice = _ (
          "Make sure that you can write to the .config folder in your home folder, or ask whoever looks after this computer. Then restart Aftercare.");
      break;
    case AFT_PREFERENCES_KEPT:
    default:
      if (facts->same_preferences != AFT_FACT_NO)
        break;
      found = _ (
          "Reminders aren’t using your preferences, such as whether to be discreet. Either your preferences could not be saved, or reminders look for them in a different place.");
      advice = _ (
          "Make sure that you can write to your home folder and that the disk isn’t full. Then close Aftercare, open it from your desktop’s menu, and set your preferences again.");
    }

  if (found != NULL)
    aft_check_up_add (findings, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, g_strdup (found),
                      advice);
  else
    aft_check_up_add (findings, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_GOOD,
                      g_strdup (_ ("Your preferences are saved.")), NULL);
}

static void
judge_copy (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  if (facts->copy_error != NULL)
    aft_check_up_add (
        findings, AFT_CHECK_UP_COPY, AFT_CHECK_UP_CARE,
        /* Translators: %s is one or more whole sentences that say why */
        g_strdup_printf (_ ("Today’s copy of your diary could not be made. %s"), facts->copy_error),
        _ ("Without it, you can’t go back to your diary as it was this morning. Aftercare will try again tomorrow, or when you next open it."));
  else
    aft_check_up_add (
        findings, AFT_CHECK_UP_COPY, AFT_CHECK_UP_GOOD,
        g_strdup (_ ("Aftercare keeps a copy of your diary for each day that you change it.")),
        NULL);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_check_up_judge:
 * @facts: what was found
 * @now_us: the present time, microseconds since 1970 UTC
 * @time_zone: where the person is
 *
 * Returns: (transfer full) (element-type AftCheckUpFinding): one for each topic, in their order
 */
GPtrArray *
aft_check_up_judge (const AftCheckUpFacts *facts, gint64 now_us, GTimeZone *time_zone)
{
  GPtrArray *findings = aft_check_up_findings_new ();

  g_return_val_if_fail (facts != NULL && time_zone != NULL, findings);

  judge_bus (findings, facts);
  judge_server (findings, facts);
  aft_check_up_judge_notifier (findings, facts, now_us, time_zone);
  judge_login (findings, facts);
  judge_muted (findings, facts);
  judge_do_not_disturb (findings, facts);
  judge_preferences (findings, facts);
  judge_copy (findings, facts);

  return findings;
}

/* Of the first @n_topics. */
static AftCheckUpState
get_worst (GPtrArray *findings, int n_topics)
{
  AftCheckUpState worst = AFT_CHECK_UP_GOOD;

  for (guint i = 0; i < findings->len && i < (guint) n_topics; i++)
    {
      const AftCheckUpFinding *finding = g_ptr_array_index (findings, i);

      worst = MAX (worst, finding->state);
    }

  return worst;
}

/**
 * aft_check_up_get_worst:
 * @findings: (element-type AftCheckUpFinding): of aft_check_up_judge()
 *
 * Returns: the most serious state among them
 */
AftCheckUpState
aft_check_up_get_worst (GPtrArray *findings)
{
  g_return_val_if_fail (findings != NULL, AFT_CHECK_UP_UNKNOWN);

  return get_worst (findings, AFT_N_CHECK_UP_TOPICS);
}

/**
 * aft_check_up_summarize:
 * @findings: (element-type AftCheckUpFinding): of aft_check_up_judge()
 *
 * Returns: the result in a sentence, like aft_check_up_summary(), but also says so if only the
 *   preferences or the daily copy need attention
 */
const char *
aft_check_up_summarize (GPtrArray *findings)
{
  AftCheckUpState worst = aft_check_up_get_worst (findings);

  /* The last two topics don't affect reminders. */
  if (worst != get_worst (findings, AFT_CHECK_UP_PREFERENCES))
    return _ ("Reminders can reach you, but something else needs your attention");

  return aft_check_up_summary (worst);
}
