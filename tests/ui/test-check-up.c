/* test-check-up.c: tests of each line of the check-up, in each state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-check-up.h"

#include "aft-delivery-words.h"

#define NOW_US (G_GINT64_CONSTANT (1795356000) * G_USEC_PER_SEC) /* 2026-11-22 14:00 UTC */

static AftCheckUpFacts
healthy (void)
{
  return (AftCheckUpFacts){
    .bus = AFT_FACT_YES,
    .server = AFT_FACT_YES,
    .server_kind = AFT_SERVER_KIND_GNOME,
    .server_name = (char *) "gnome-shell",
    .server_version = (char *) "43.9",
    .notifier = AFT_FACT_YES,
    .leading = AFT_FACT_YES,
    .autostart = AFT_AUTOSTART_IN_PLACE,
    .app_enabled = AFT_FACT_YES,
    .app_banners = AFT_FACT_YES,
    .do_not_disturb = AFT_DO_NOT_DISTURB_OFF,
  };
}

/* Evaluates @facts, and compares the state and texts of one finding. @advice: (nullable): NULL if
 * there must be none. */
static void
assert_finds (const AftCheckUpFacts *facts,
              AftCheckUpTopic topic,
              AftCheckUpState state,
              const char *found,
              const char *advice)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) findings = aft_check_up_judge (facts, NOW_US, utc);
  const AftCheckUpFinding *finding;

  g_assert_cmpuint (findings->len, ==, AFT_N_CHECK_UP_TOPICS);
  finding = g_ptr_array_index (findings, topic);
  g_test_message ("%s: %s. %s %s", aft_check_up_title (topic), aft_check_up_state (finding->state),
                  finding->found, finding->advice != NULL ? finding->advice : "");
  g_assert_cmpint (finding->topic, ==, topic);
  g_assert_cmpint (finding->state, ==, state);
  g_assert_nonnull (strstr (finding->found, found));
  if (advice == NULL)
    g_assert_null (finding->advice);
  else
    g_assert_nonnull (strstr (finding->advice, advice));
}

static AftCheckUpState
judge_worst (const AftCheckUpFacts *facts)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) findings = aft_check_up_judge (facts, NOW_US, utc);

  return aft_check_up_get_worst (findings);
}

static void
test_healthy (void)
{
  AftCheckUpFacts facts = healthy ();

  for (int i = 0; i < AFT_N_CHECK_UP_TOPICS; i++)
    assert_finds (&facts, (AftCheckUpTopic) i, AFT_CHECK_UP_GOOD, "", NULL);
  g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_GOOD);
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_GOOD, "gnome-shell 43.9", NULL);
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "No reminders are scheduled",
                NULL);

  facts.next_due_us = NOW_US + G_TIME_SPAN_HOUR;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "15:00", NULL);
  facts.next_due_us = NOW_US;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "waiting to be shown", NULL);

  facts.server_name = NULL;
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_GOOD, "server is responding", NULL);
}

static void
test_no_bus (void)
{
  AftCheckUpFacts facts = { .bus = AFT_FACT_NO, .autostart = AFT_AUTOSTART_IN_PLACE };

  assert_finds (&facts, AFT_CHECK_UP_BUS, AFT_CHECK_UP_PROBLEM, "no session bus",
                "Start Aftercare");
  facts.bus_hangs = TRUE;
  assert_finds (&facts, AFT_CHECK_UP_BUS, AFT_CHECK_UP_PROBLEM, "isn’t responding", "Log out");
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_UNKNOWN, "without a session bus", NULL);
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_UNKNOWN, "without a session bus", NULL);
  assert_finds (&facts, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_GOOD, "", NULL);
  g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_PROBLEM);
}

static void
test_server (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.server_actions = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_GOOD, "gnome-shell",
                "don’t have buttons");

  facts.server = AFT_FACT_NO;
  facts.server_name = NULL;
  facts.server_version = NULL;
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_PROBLEM, "Nothing on this desktop",
                "dunst");
  g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_PROBLEM);

  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_UNKNOWN, "without a not", NULL);
  assert_finds (&facts, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_UNKNOWN, "without a not", NULL);

  facts.server_hangs = TRUE;
  assert_finds (&facts, AFT_CHECK_UP_SERVER, AFT_CHECK_UP_PROBLEM, "isn’t responding", "Log out");
}

static void
test_notifier (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.notifier = AFT_FACT_NO;
  facts.leading = AFT_FACT_UNKNOWN;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "isn’t running", "Reinstall");

  facts.notifier = AFT_FACT_UNKNOWN;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "isn’t responding", "Log out");

  facts.notifier = AFT_FACT_YES;
  facts.leading = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "Another login session",
                "log out of the other");

  facts.leading = AFT_FACT_YES;
  facts.last_error = (char *) "out of paper";
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE, "out of paper", "Send a test");
  g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_CARE);

  /* Without a server, this isn't a problem: the server's line reports it. */
  facts.server = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "running", NULL);
}

static void
test_login (void)
{
  static const struct
  {
    AftAutostart autostart;
    const char *found;
  } cases[] = {
    { AFT_AUTOSTART_MISSING, "Reminders don’t start" },
    { AFT_AUTOSTART_OFF, "turned off in /a/file" },
    { AFT_AUTOSTART_ELSEWHERE, "/a/file starts reminders on other desktops only" },
    { AFT_AUTOSTART_BROKEN, "program named in /a/file" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  AftCheckUpFacts facts = healthy ();

  facts.autostart_path = (char *) "/a/file";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      const AftCheckUpFinding *finding;

      facts.autostart = cases[i].autostart;
      assert_finds (&facts, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_CARE, cases[i].found, "next login");
      findings = aft_check_up_judge (&facts, NOW_US, utc);
      finding = g_ptr_array_index (findings, AFT_CHECK_UP_LOGIN);
      g_assert_true (finding->repairable);
    }

  facts.sandboxed = TRUE;
  assert_finds (&facts, AFT_CHECK_UP_LOGIN, AFT_CHECK_UP_UNKNOWN, "desktop decides", "settings");
}

static void
test_muted (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.app_banners = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_CARE, "don’t appear",
                "turn on Notification Popups");
  facts.app_enabled = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_PROBLEM, "turned off",
                "turn on Notifications");

  facts.server_kind = AFT_SERVER_KIND_XFCE;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_PROBLEM, "turned off",
                "turn off “Mute application”");
  facts.server_kind = AFT_SERVER_KIND_PLASMA;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_PROBLEM, "turned off",
                "turn on “Show popups”");
  facts.app_enabled = AFT_FACT_YES;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_CARE, "don’t appear",
                "turn on “Show popups”");

  facts.app_enabled = facts.app_banners = AFT_FACT_UNKNOWN;
  assert_finds (&facts, AFT_CHECK_UP_MUTED, AFT_CHECK_UP_UNKNOWN, "doesn’t report", NULL);
}

static void
test_do_not_disturb (void)
{
  static const struct
  {
    AftServerKind kind;
    const char *found;
    const char *advice;
  } servers[] = {
    { AFT_SERVER_KIND_GNOME, "Disturb is on", "Click the clock" },
    { AFT_SERVER_KIND_DUNST, "paused", "dunstctl" },
    { AFT_SERVER_KIND_PLASMA, "Disturb is on", "Click the bell" },
    { AFT_SERVER_KIND_SWAYNC, "Disturb is on", "swaync-client" },
    { AFT_SERVER_KIND_XFCE, "Disturb is on", "Settings Manager" },
    { AFT_SERVER_KIND_MATE, "Disturb is on", "Popup Notifications" },
    { AFT_SERVER_KIND_OTHER, "Disturb is on", "Turn it off" },
  };
  AftCheckUpFacts facts = healthy ();

  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      facts.server_kind = servers[i].kind;
      facts.do_not_disturb = AFT_DO_NOT_DISTURB_ON;
      assert_finds (&facts, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_CARE, servers[i].found,
                    servers[i].advice);
      /* Says before what becomes of a reminder that is due meanwhile. */
      assert_finds (&facts, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_CARE, "",
                    aft_server_kind_drops (servers[i].kind) ? "shows those reminders again" : "");
      facts.do_not_disturb = AFT_DO_NOT_DISTURB_OFF;
      assert_finds (&facts, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_GOOD, "Disturb is off", NULL);
      facts.do_not_disturb = AFT_DO_NOT_DISTURB_UNKNOWN;
      assert_finds (&facts, AFT_CHECK_UP_DO_NOT_DISTURB, AFT_CHECK_UP_UNKNOWN, "doesn’t report",
                    NULL);
    }
}

static void
test_states_differ (void)
{
  /* By shape and by word, not only by colour. */
  for (int i = 0; i <= AFT_CHECK_UP_PROBLEM; i++)
    for (int j = 0; j < i; j++)
      {
        g_assert_cmpstr (aft_check_up_state ((AftCheckUpState) i), !=,
                         aft_check_up_state ((AftCheckUpState) j));
        g_assert_cmpstr (aft_check_up_state_icon ((AftCheckUpState) i), !=,
                         aft_check_up_state_icon ((AftCheckUpState) j));
      }
}

/* --- the delivery log
 * ---------------------------------------------------------------------------- */

static void
assert_details (const AftReminder *reminder, const char *expected)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *details = aft_delivery_words_details (reminder, NOW_US, utc);

  g_test_message ("%s: %s", aft_delivery_words_title (reminder), details);
  g_assert_true (g_regex_match_simple (expected, details, 0, 0));
}

static void
test_delivery (void)
{
  AftReminder reminder = {
    .kind = AFT_REMINDER_MAKEUP,
    .due_us = NOW_US - 2 * G_TIME_SPAN_HOUR,
    .state = AFT_REMINDER_SHOWN,
    .delivered_at_us = NOW_US - 2 * G_TIME_SPAN_HOUR,
    .first_shown_at_us = NOW_US - 2 * G_TIME_SPAN_HOUR,
    .late_us = 20 * G_TIME_SPAN_MILLISECOND,
  };

  assert_details (&reminder, "^Due .*12:00 · Shown .*12:00, on time · Not seen yet$");

  reminder.close_reason = (char *) AFT_REMINDER_DROPPED;
  assert_details (&reminder, "^Due today at 12:00 · Not shown yet: Do Not Disturb is on$");
  reminder.close_reason = NULL;

  reminder.state = AFT_REMINDER_ACKED;
  reminder.dismissed_at_us = NOW_US - G_TIME_SPAN_MINUTE;
  assert_details (&reminder, "on time · Seen .*13:59$");

  /* Shown again later: the delay counts from the first time. */
  reminder.due_us = NOW_US - 3 * G_TIME_SPAN_HOUR;
  reminder.late_us = G_TIME_SPAN_HOUR;
  reminder.delivered_at_us = NOW_US - 10 * G_TIME_SPAN_MINUTE;
  assert_details (&reminder, "^Due .*11:00 · Shown .*12:00, 1 hour late · Seen .*13:59$");

  reminder.state = AFT_REMINDER_PENDING;
  assert_details (&reminder, "1 hour late · Will be shown again$");
  reminder.state = AFT_REMINDER_CANCELLED;
  assert_details (&reminder, "1 hour late · No longer needed$");
}

static void
test_not_delivered (void)
{
  AftReminder reminder = {
    .kind = AFT_REMINDER_NEXT_SESSION,
    .due_us = NOW_US - G_TIME_SPAN_HOUR,
    .state = AFT_REMINDER_PENDING,
    .last_error = (char *) "no server",
  };

  assert_details (&reminder, "^Due .*13:00 · Not shown yet: no server$");
  reminder.last_error = NULL;
  assert_details (&reminder, "^Due .*13:00 · Not shown yet$");
  reminder.state = AFT_REMINDER_CANCELLED;
  assert_details (&reminder, "^Due .*13:00 · Not shown: no longer needed$");
  reminder.close_reason = (char *) "expired";
  assert_details (&reminder, "^Due .*13:00 · Not shown: no longer relevant$");
}

static void
test_whose (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.folder = (char *) "/mine";
  facts.other_folder = (char *) "/theirs";
  facts.own_notifier = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "/theirs", "/mine");
  facts.own_notifier = AFT_FACT_YES;
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE, "/theirs", "open Aftercare");
  facts.other_folder = NULL;

  facts.diary_error = (char *) "It is damaged.";
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "It is damaged.",
                "will resume");
  facts.leading = AFT_FACT_NO;
  facts.last_error = (char *) "no room";
  assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, "can’t start: no room",
                "disk");
}

static void
test_surroundings (void)
{
  static const struct
  {
    gsize offset;
    const char *found;
  } differences[] = {
    { G_STRUCT_OFFSET (AftCheckUpFacts, same_zone), "different time zone" },
    { G_STRUCT_OFFSET (AftCheckUpFacts, same_version), "different version" },
    { G_STRUCT_OFFSET (AftCheckUpFacts, same_language), "different language" },
    { G_STRUCT_OFFSET (AftCheckUpFacts, watching), "won’t notice" },
    { G_STRUCT_OFFSET (AftCheckUpFacts, exact), "a minute late" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      AftCheckUpFacts facts = healthy ();

      /* Not reported, as by a notifier of an older version. */
      assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "", NULL);
      G_STRUCT_MEMBER (AftFact, &facts, differences[i].offset) = AFT_FACT_YES;
      assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD, "", NULL);
      G_STRUCT_MEMBER (AftFact, &facts, differences[i].offset) = AFT_FACT_NO;
      assert_finds (&facts, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE, differences[i].found, "");
      g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_CARE);
    }
}

static void
test_preferences (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.same_preferences = AFT_FACT_NO;
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, "discreet", "home folder");
  facts.keeping = AFT_PREFERENCES_FORGOTTEN;
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE,
                "Nothing on this computer stores settings", "dconf");
  facts.keeping = AFT_PREFERENCES_UNREADABLE;
  facts.settings_error = (char *) "/there is a folder.";
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, "/there is a folder.",
                "can be read");
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, "are discreet", "restart");
  facts.keeping = AFT_PREFERENCES_LOCKED;
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, "read-only", ".config");
  facts.keeping = AFT_PREFERENCES_NO_SCHEMA;
  assert_finds (&facts, AFT_CHECK_UP_PREFERENCES, AFT_CHECK_UP_CARE, "aren’t installed",
                "Reinstall");
}

static void
assert_summary (const AftCheckUpFacts *facts, const char *words)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) findings = aft_check_up_judge (facts, NOW_US, utc);

  g_assert_nonnull (strstr (aft_check_up_summarize (findings), words));
}

/* What can't be checked isn't good. */
static void
test_unknown (void)
{
  AftCheckUpFacts facts = healthy ();

  assert_summary (&facts, "Nothing is blocking");
  facts.do_not_disturb = AFT_DO_NOT_DISTURB_UNKNOWN;
  assert_summary (&facts, "couldn’t check everything");
  g_assert_cmpint (judge_worst (&facts), ==, AFT_CHECK_UP_UNKNOWN);
  facts = healthy ();
  facts.app_enabled = AFT_FACT_UNKNOWN;
  assert_summary (&facts, "couldn’t check everything");
}

static void
test_copy (void)
{
  AftCheckUpFacts facts = healthy ();

  facts.copy_error = (char *) "The disk is full.";
  assert_finds (&facts, AFT_CHECK_UP_COPY, AFT_CHECK_UP_CARE, "The disk is full.", "tomorrow");
  assert_summary (&facts, "Reminders can reach you, but");
  facts.app_banners = AFT_FACT_NO;
  assert_summary (&facts, "Something may stop");
  facts.app_enabled = AFT_FACT_NO;
  assert_summary (&facts, "can’t reach you");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check-up/healthy", test_healthy);
  g_test_add_func ("/check-up/no-bus", test_no_bus);
  g_test_add_func ("/check-up/server", test_server);
  g_test_add_func ("/check-up/notifier", test_notifier);
  g_test_add_func ("/check-up/login", test_login);
  g_test_add_func ("/check-up/muted", test_muted);
  g_test_add_func ("/check-up/do-not-disturb", test_do_not_disturb);
  g_test_add_func ("/check-up/whose", test_whose);
  g_test_add_func ("/check-up/surroundings", test_surroundings);
  g_test_add_func ("/check-up/preferences", test_preferences);
  g_test_add_func ("/check-up/copy", test_copy);
  g_test_add_func ("/check-up/unknown", test_unknown);
  g_test_add_func ("/check-up/states-differ", test_states_differ);
  g_test_add_func ("/check-up/delivery", test_delivery);
  g_test_add_func ("/check-up/not-delivered", test_not_delivered);

  return g_test_run ();
}
