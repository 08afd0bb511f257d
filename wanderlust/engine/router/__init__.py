"""Language to tools: what an utterance asks for, out of the tools a session offers."""

from wanderlust.engine.router.router import Router
from wanderlust.engine.router.values import HistoryItem, NameSpan, PlaceNames, Routing, RoutingKind, ToolCall

__all__ = ["HistoryItem", "NameSpan", "PlaceNames", "Router", "Routing", "RoutingKind", "ToolCall"]
