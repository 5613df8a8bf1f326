"""Where things lie. Pure path functions: nothing here creates a folder.

The look-up path may not import platformdirs (it costs as much as the whole query), so the platform's data
folder is worked out here; a test holds it equal to what platformdirs says.
"""

import os
import sys

APP = "rekotui"


def vault_folder(option: str | None = None) -> str:
    """Return the vault's folder: `--vault`, else REKOTUI_VAULT, else the platform's data folder."""
    chosen = option or os.environ.get("REKOTUI_VAULT")
    return os.path.abspath(os.path.expanduser(chosen)) if chosen else platform_data_folder()


def platform_data_folder() -> str:
    """Return what platformdirs calls user_data_path, without importing it on Linux and macOS."""
    if sys.platform == "win32":
        from platformdirs import user_data_dir

        return user_data_dir(APP, appauthor=False)
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Application Support/{APP}")
    base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(base, APP)


def settings_folder() -> str:
    """Return the folder for what a unit changes in the program's content: REKOTUI_SETTINGS, else the platform's."""
    chosen = os.environ.get("REKOTUI_SETTINGS")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    if sys.platform == "win32":
        return os.path.join(platform_data_folder(), "settings")
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Application Support/{APP}/settings")
    base = os.environ.get("XDG_CONFIG_HOME", "").strip() or os.path.expanduser("~/.config")
    return os.path.join(base, APP)


def documents_folder() -> str:
    """Return the person's own folder for documents, or her home where there is none. Asks the disk."""
    from platformdirs import user_documents_dir

    found = user_documents_dir()
    return found if os.path.isdir(found) else os.path.expanduser("~")


def runtime_folder() -> str:
    """Return a folder for the key agent's socket: in the session's runtime folder, else one by user id."""
    given = os.environ.get("XDG_RUNTIME_DIR", "").strip()
    if given and os.path.isdir(given):
        return os.path.join(given, APP)
    shared = os.environ.get("TMPDIR", "").strip() or "/tmp"
    return os.path.join(shared, f"{APP}-{os.getuid()}" if hasattr(os, "getuid") else APP)
