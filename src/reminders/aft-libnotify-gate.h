/* aft-libnotify-gate.h: notifications by libnotify, never waiting for a server that hangs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-gate.h"

G_BEGIN_DECLS

#define AFT_TYPE_LIBNOTIFY_GATE (aft_libnotify_gate_get_type ())
G_DECLARE_FINAL_TYPE (AftLibnotifyGate, aft_libnotify_gate, AFT, LIBNOTIFY_GATE, GObject)

AftGate *aft_libnotify_gate_new (GDBusConnection *connection,
                                 const char      *app_name,
                                 const char      *desktop_entry);

G_END_DECLS
