"""What is known while one page is being read: its own words about itself, and the profiles that apply to it."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawlers.metadata import Metadata, read_metadata
from crawlers.page import Document
from crawlers.select import may_hold, select, select_text
from domain.source import Profile, Source
from domain.textnorm import clean

_NO_PROFILE = Profile()


@dataclass
class Sheet:
    """`profiles` in the order in which they are asked; `evidence` is filled as fields are read."""

    document: Document
    meta: Metadata
    profiles: tuple[tuple[str, Profile], ...]
    drops: frozenset[HtmlElement]
    evidence: dict[str, str] = field(default_factory=dict)

    def selected(self, name: str) -> str:
        """The text that a profile's selector for a field gives; whose it was is noted."""
        for owner, profile in self.profiles:
            selector = getattr(profile, name)
            held = bool(selector) and may_hold(self.document.html, selector)
            text = clean(select_text(self.document.tree, selector)) if held else ""
            if text:
                self.evidence[name] = owner
                return text
        return ""


def open_sheet(document: Document, source: Source | None, family: Profile | None) -> Sheet:
    """The sheet of a page. Raises SettingsError for a selector to drop that is none."""
    profiles = (("profile", source.extract if source else _NO_PROFILE), ("family", family or _NO_PROFILE))
    selectors = [one for _, profile in profiles for one in profile.drop if may_hold(document.html, one)]
    drops = frozenset(node for selector in selectors for node in select(document.tree, selector))
    return Sheet(document, read_metadata(document), profiles, drops)
