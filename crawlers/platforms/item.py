"""The portal generation with `/article?item={32 hex}` (also `/article/?item=`) and `/pages?item={name}` beside it."""

from crawlers.platforms.family import Family
from crawlers.platforms.shapes import portal_item

family = Family(portal_item)
profile, matches, entries = family.profile, family.matches, family.entries
next_page, identity = family.next_page, family.identity
