/* aft-form-window.h: a dialog that is filled in and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-draft.h"
#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_FORM_WINDOW (aft_form_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (AftFormWindow, aft_form_window, AFT, FORM_WINDOW, AdwWindow)

/**
 * AftFormWindowClass:
 * @is_changed: returns whether closing would lose what the person typed
 * @save: the person asked to save; ends in aft_form_window_show_problem(), or in
 *   aft_form_window_set_saving() and at last aft_form_window_close_saved()
 * @get_draft: (nullable): returns what is entered, (transfer full) a{sv}; called only while is_changed
 * @set_draft: (nullable): fills the form with what get_draft returned before a crash; with NULL, makes
 *   the form as it was when it was opened
 */
struct _AftFormWindowClass
{
  AdwWindowClass parent_class;

  gboolean (*is_changed) (AftFormWindow *self);
  void     (*save)       (AftFormWindow *self);
  GVariant *(*get_draft) (AftFormWindow *self);
  void     (*set_draft)  (AftFormWindow *self,
                          GVariant      *draft);
};

void       aft_form_window_show_problem  (AftFormWindow *self,
                                          const char    *problem);
void       aft_form_window_set_saving    (AftFormWindow *self,
                                          gboolean       saving);
void       aft_form_window_close_saved   (AftFormWindow *self);

void       aft_form_window_keep_draft    (AftFormWindow *self,
                                          AftStore      *store,
                                          AftDraftKind   kind,
                                          const char    *id,
                                          AftDay         day);
void       aft_form_window_touch         (AftFormWindow *self);
const char *aft_form_window_get_draft_id (AftFormWindow *self);

void       aft_form_ignore_wheel         (GtkWidget     *widget);

G_END_DECLS
