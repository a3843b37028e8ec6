/* aft-libnotify-backend.h: notifications by libnotify, never waiting for a server that hangs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-notification-backend.h"

G_BEGIN_DECLS

#define AFT_TYPE_LIBNOTIFY_BACKEND (aft_libnotify_backend_get_type ())
G_DECLARE_FINAL_TYPE (AftLibnotifyBackend, aft_libnotify_backend, AFT, LIBNOTIFY_BACKEND, GObject)

AftNotificationBackend *aft_libnotify_backend_new (GDBusConnection *connection,
                                                   const char      *app_name,
                                                   const char      *desktop_entry);

G_END_DECLS
