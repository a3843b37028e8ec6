/* aft-server-kind.h: notification servers that differ in their switches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_SERVER_KIND_OTHER,
  AFT_SERVER_KIND_DUNST,
  AFT_SERVER_KIND_GNOME,
  AFT_SERVER_KIND_MATE,
  AFT_SERVER_KIND_PLASMA,
  AFT_SERVER_KIND_SWAYNC,
  AFT_SERVER_KIND_XFCE,
} AftServerKind;

AftServerKind aft_server_kind_identify (const char    *name,
                                        const char    *vendor);
gboolean      aft_server_kind_drops    (AftServerKind  kind);

G_END_DECLS
