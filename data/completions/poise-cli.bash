# bash completion for poise-cli

_poise_cli() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local commands="add agree balance check compare correct decrypt delete encrypt export import intention learned list merge-file passphrase prompt restore retag review show tag trash"
  local command="" word options=""

  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " $commands " in *" $word "*) command=$word; break ;; esac
  done
  case $previous in
    --journal) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    --svg|--png|--pdf|--html|--import|--export|--passphrase-file|--recovery-file|--new-passphrase-file|--new-recovery-file|--other-passphrase-file) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --mode) mapfile -t COMPREPLY < <(compgen -W "management leadership balanced none$([[ $command == list ]] && printf " unsure")" -- "$current"); return ;;
    --by) mapfile -t COMPREPLY < <(compgen -W "day week month quarter facet" -- "$current"); return ;;
    --first-weekday) mapfile -t COMPREPLY < <(compgen -W "monday tuesday wednesday thursday friday saturday sunday" -- "$current"); return ;;
    --date-order) mapfile -t COMPREPLY < <(compgen -W "dmy mdy ymd" -- "$current"); return ;;
    --form) mapfile -t COMPREPLY < <(compgen -W "after-event" -- "$current"); return ;;
    --facet) mapfile -t COMPREPLY < <(compgen -W "purpose change people means decisions communication" -- "$current"); return ;;
  esac
  case $command in
    "") options="--journal --passphrase-file --help --version $commands" ;;
    add) options="--day --prompt --form --tag" ;;
    agree) options="--json" ;;
    balance) options="--weeks --all --from --to --by --first-weekday --tag --target --json --csv --svg --png --pdf" ;;
    check) options="--repair" ;;
    review) options="--month --quarter --json --keep --initials --html --pdf" ;;
    compare) options="--date --weeks --mark --json" ;;
    correct) options="management leadership balanced none" ;;
    decrypt|encrypt) options="--recovery-file" ;;
    passphrase) options="--recovery-file --new-passphrase-file --new-recovery-key --new-recovery-file --join --other-passphrase-file" ;;
    export)
      options="--from --to --dry-run --force --json --list $(poise-cli export --list 2>/dev/null | cut -d' ' -f1)"
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    import)
      options="--date-order --dry-run --encoding --json --list --partial $(poise-cli import --list 2>/dev/null | cut -d' ' -f1)"
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    intention) options="set done partly not drop pause resume --facet --mode --keep --json --list --suggest --import --export" ;;
    merge-file) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    learned) options="--json --reset" ;;
    list) options="--from --to --mode --facet --tag --search --json" ;;
    prompt) options="--day --morning --json --list --import --export" ;;
    restore) options="--list --json" ;;
    retag) options="--dry-run --json" ;;
    show) options="--json" ;;
    trash) options="--json --restore --empty" ;;
    tag)
      options="--json --jsonl --reasons --unit=entry --unit=sentence"
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
  esac
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$options" -- "$current")
}
complete -F _poise_cli poise-cli
