/* aft-application.h: the program with its window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_APPLICATION (aft_application_get_type ())
G_DECLARE_FINAL_TYPE (AftApplication, aft_application, AFT, APPLICATION, AdwApplication)

/* Actions, also over D-Bus: "open-page" (string: "today", "diary"), "find" (string), "check-in",
 * "log-session", "check-up", "preferences", "help", "quit". */
AftApplication *aft_application_new (void);
int             aft_application_run (AftApplication *self, int argc, char **argv);

G_END_DECLS
