/* aft-xfconf.h: where Xfce keeps the settings of its notifications
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define AFT_XFCONF_NAME "org.xfce.Xfconf" /* also its interface */
#define AFT_XFCONF_PATH "/org/xfce/Xfconf"
#define AFT_XFCONF_CHANNEL "xfce4-notifyd"
/* Xfconf stores only what was ever changed. */
#define AFT_XFCONF_NO_PROPERTY "org.xfce.Xfconf.Error.PropertyNotFound"
#define AFT_XFCONF_NO_CHANNEL "org.xfce.Xfconf.Error.ChannelNotFound"
