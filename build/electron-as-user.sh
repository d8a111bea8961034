#!/bin/sh
# Runs Electron as an ordinary user when we are root: drops root's rights and becomes Electron, so
# process number, standard streams and signals are Electron's own. Called by electron-launch.mjs,
# which sets the DONG_HANH_… variables.
#
# A checkout in a folder that only root may enter, or cloned with umask 077, cannot be read by that
# user. For that case alone he is given the right to read and enter everything (CAP_DAC_READ_SEARCH):
# nothing is copied, no permission of yours is changed, he can write nowhere he could not before,
# and Chromium's sandboxed processes never get it.
set -eu

: "${DONG_HANH_ELECTRON:?}" "${DONG_HANH_UID:?}" "${DONG_HANH_GID:?}" "${DONG_HANH_USER:?}"
: "${DONG_HANH_HOME:?}"

# What Electron will open: the files named by the launcher, one a line, and paths in the arguments.
readable='for path; do
  case $path in --*=/*) path=${path#*=} ;; esac
  case $path in /*) ;; *) continue ;; esac
  if [ -d "$path" ]; then [ -x "$path" ] || exit 1
  else [ -r "$path" ] || exit 1; fi
done'
user="--reuid=$DONG_HANH_UID --regid=$DONG_HANH_GID --init-groups"
rights=''
newline='
'
old_ifs=$IFS
IFS=$newline
set -f
# shellcheck disable=SC2086 # split at line ends on purpose
set -- "$#" "$@" ${DONG_HANH_READS:-}
set +f
IFS=$old_ifs
count=$1
shift
# shellcheck disable=SC2086 # several words on purpose
if ! setpriv $user sh -c "$readable" sh "$@" 2>/dev/null; then
  rights='--inh-caps=+dac_read_search --ambient-caps=+dac_read_search'
fi

# Keep the arguments, drop the paths that were added behind them.
index=0
total=$#
while [ "$index" -lt "$total" ]; do
  argument=$1
  shift
  if [ "$index" -lt "$count" ]; then set -- "$@" "$argument"; fi
  index=$((index + 1))
done

HOME=$DONG_HANH_HOME
USER=$DONG_HANH_USER
LOGNAME=$DONG_HANH_USER
export HOME USER LOGNAME
# Root's own places are closed to the user.
unset TMPDIR XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
unset DBUS_SESSION_BUS_ADDRESS
if [ -d "/run/user/$DONG_HANH_UID" ]; then
  XDG_RUNTIME_DIR=/run/user/$DONG_HANH_UID
  export XDG_RUNTIME_DIR
  if [ -S "$XDG_RUNTIME_DIR/bus" ]; then
    DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
    export DBUS_SESSION_BUS_ADDRESS
  fi
fi

# shellcheck disable=SC2086 # several words on purpose
exec setpriv $user $rights "$DONG_HANH_ELECTRON" "$@"
