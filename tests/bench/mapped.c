/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a program and prints how long it takes, in milliseconds, from exec to
 * its first mapped window of at least 200 by 200; then ends it. For programs
 * of every toolkit: the X server tells.
 */

#include <X11/Xlib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIN_SIZE 200
#define PATIENCE_S 60

static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
ignore_error_cb (Display *display, XErrorEvent *error)
{
  return 0; /* the window may be gone again */
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double start;
  pid_t child;

  if (display == NULL || argc < 2)
    return 2;
  XSetErrorHandler (ignore_error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  alarm (PATIENCE_S);

  start = read_clock ();
  child = fork ();
  if (child == 0)
    {
      setpgid (0, 0);
      if (freopen ("/dev/null", "w", stdout) == NULL)
        _exit (127);
      execvp (argv[1], argv + 1);
      _exit (127);
    }
  for (;;)
    {
      XWindowAttributes attributes;
      XEvent event;

      XNextEvent (display, &event);
      if (event.type != MapNotify)
        continue;
      if (XGetWindowAttributes (display, event.xmap.window, &attributes) &&
          attributes.width >= MIN_SIZE && attributes.height >= MIN_SIZE)
        break;
    }
  printf ("%.1f\n", read_clock () - start);
  kill (-child, SIGKILL);
  waitpid (child, NULL, 0);
  return 0;
}
