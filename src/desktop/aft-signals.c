/* aft-signals.c: what the system tells by a signal, told by an error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-signals.h"

#include <signal.h>

/**
 * aft_signals_ignore:
 *
 * For each program to call first: a file that may not grow any more (ulimit -f) is a full disk, and
 * nobody at the other end of a pipe is an error like any other. By default the kernel ends a program
 * over both, the first one with a crash report.
 */
void
aft_signals_ignore (void)
{
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
}
