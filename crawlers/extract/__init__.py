"""From a page to the article on it: title, lead, body, byline, dates, and for each the place it was read.

Order: the source's own selectors, the platform family's, then the general rules.
"""

from crawlers.extract.article import extract

__all__ = ["extract"]
