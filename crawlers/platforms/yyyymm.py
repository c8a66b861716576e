"""Newspapers: `/{section}/{YYYYMM}/{slug}-{id}` with its twins, `-post{id}`, `-a{id}`, `{slug}-{moment}.htm`."""

from crawlers.platforms.family import Family
from crawlers.platforms.shapes import newspaper

family = Family(newspaper)
profile, matches, entries = family.profile, family.matches, family.entries
next_page, identity = family.next_page, family.identity
