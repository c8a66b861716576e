"""Telling people what happened: mail and webhook, each incident once at its start and once at its end."""

from flows.notices.tell import notify_due

__all__ = ["notify_due"]
