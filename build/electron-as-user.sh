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

user="--reuid=$DONG_HANH_UID --regid=$DONG_HANH_GID --init-groups"

# What Electron will open, one a line: what the launcher names, and the paths in the arguments.
reads=${DONG_HANH_READS:-}
for path; do
  case $path in --*=/*) path=${path#*=} ;; esac
  case $path in
    /*)
      if [ -e "$path" ]; then
        reads="$reads
$path"
      fi
      ;;
  esac
done

rights=''
can_read='while IFS= read -r path; do
  [ -z "$path" ] && continue
  [ -r "$path" ] || exit 1
  if [ -d "$path" ]; then [ -x "$path" ] || exit 1; fi
done'
# shellcheck disable=SC2086 # several words on purpose
if ! printf '%s\n' "$reads" | setpriv $user sh -c "$can_read"; then
  rights='--inh-caps=+dac_read_search --ambient-caps=+dac_read_search'
fi

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
