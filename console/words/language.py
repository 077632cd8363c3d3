"""Which of the two languages a console speaks."""

from typing import Final

LANGUAGES: Final = ("de", "en")
FALLBACK: Final = "de"


def choose_language(setting: str | None, system_locale: str | None) -> str:
    """Return the setting if it is one of ours, else the system's language, else German.

    `system_locale` is a name as systems write it: "de_DE.UTF-8", "en-GB", "C", or None.
    """
    for wish in (setting, system_locale):
        language = (wish or "").replace("-", "_").split("_")[0].split(".")[0].lower()
        if language in LANGUAGES:
            return language
    return FALLBACK
