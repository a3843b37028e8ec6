/* aft-server-kind.c: notification servers that differ in their switches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-server-kind.h"

/**
 * aft_server_kind_identify:
 * @name: (nullable): the server's name, from GetServerInformation()
 * @vendor: (nullable): its vendor, likewise
 *
 * Returns: its kind
 */
AftServerKind
aft_server_kind_identify (const char *name, const char *vendor)
{
  static const struct
  {
    const char *name;
    const char *vendor; /* NULL: any. GNOME's and MATE's daemons have the same name */
    AftServerKind kind;
  } known[] = {
    { "dunst", NULL, AFT_SERVER_KIND_DUNST },
    { "gnome-shell", NULL, AFT_SERVER_KIND_GNOME },
    { "Notification Daemon", "MATE", AFT_SERVER_KIND_MATE },
    { "Plasma", NULL, AFT_SERVER_KIND_PLASMA },
    { "SwayNotificationCenter", NULL, AFT_SERVER_KIND_SWAYNC },
    { "Xfce Notify Daemon", NULL, AFT_SERVER_KIND_XFCE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_strcmp0 (name, known[i].name) == 0 &&
          (known[i].vendor == NULL || g_strcmp0 (vendor, known[i].vendor) == 0))
        return known[i].kind;
    }

  return AFT_SERVER_KIND_OTHER;
}

/**
 * aft_server_kind_drops:
 * @kind: a kind
 *
 * Measured with xfce4-notifyd 0.7.3 and mate-notification-daemon 1.26: they accept a notification, and
 * never show it.
 *
 * Returns: whether notifications that arrive during its Do Not Disturb are lost. All others show them
 *   afterwards, or keep them in a list
 */
gboolean
aft_server_kind_drops (AftServerKind kind)
{
  return kind == AFT_SERVER_KIND_MATE || kind == AFT_SERVER_KIND_XFCE;
}
