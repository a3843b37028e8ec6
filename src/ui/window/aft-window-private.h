/* aft-window-private.h: the window, for its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-window.h"

#include "aft-diary-page.h"
#include "aft-progress-box.h"
#include "aft-today-page.h"

G_BEGIN_DECLS

struct _AftWindow
{
  AdwApplicationWindow parent_instance;

  AdwViewStack *pages;
  AdwBin *failure;
  GtkWidget *search_button;
  GtkMenuButton *menu_button;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  AftProgressBox *progress_box;

  AftTodayPage *today; /* owned by the pages */
  AftDiaryPage *diary; /* likewise; NULL until it is shown */
  AftDiaryModel *model;
  GtkWindow *log_dialog; /* weak */
  guint switcher_id;     /* reveal_switcher_cb */
  gboolean rescue_told;  /* or about to be */
  gboolean may_close;    /* although a check-in would be lost */
};

void aft_window_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
