/* aft-form-window.h: a dialog that is filled in and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_FORM_WINDOW (aft_form_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (AftFormWindow, aft_form_window, AFT, FORM_WINDOW, AdwWindow)

/**
 * AftFormWindowClass:
 * @is_changed: would closing lose what the person typed?
 * @save: the person asked to save; ends in aft_form_window_show_problem(), or in
 *   aft_form_window_set_saving() and at last aft_form_window_close_saved()
 */
struct _AftFormWindowClass
{
  AdwWindowClass parent_class;

  gboolean (*is_changed) (AftFormWindow *self);
  void     (*save)       (AftFormWindow *self);
};

/* "Cancel" and "Save" stand in the header bar; Escape cancels, Ctrl+Return and Return in an entry
 * that activates the default save. Closing asks first when something would be lost.
 * Property "form": the widget between them, which is scrolled. */
void       aft_form_window_show_problem  (AftFormWindow *self,
                                          const char    *problem);
void       aft_form_window_set_saving    (AftFormWindow *self,
                                          gboolean       saving);
void       aft_form_window_close_saved   (AftFormWindow *self);

/* For any control in a form: the wheel scrolls the form and leaves the figure alone. */
void       aft_form_ignore_wheel         (GtkWidget     *widget);

G_END_DECLS
