"""Every text a person reads, looked up by key in German or English."""

from console.words.language import LANGUAGES, choose_language
from console.words.lookup import MissingWord, Words

__all__ = ["LANGUAGES", "MissingWord", "Words", "choose_language"]
